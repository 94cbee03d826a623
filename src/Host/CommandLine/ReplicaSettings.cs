using System.CommandLine;
using System.Net;
using MeshActors.Host.Options;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.CommandLine;

/// <summary>The options of a replica, for every command that runs one.</summary>
internal sealed partial class ReplicaSettings
{
    private readonly Option<int> _portOffset = new("--port-offset") { Description = "Added to every port that is not 0" };
    private readonly Option<int?> _httpPort = new("--http-port") { Description = "Readiness and debug (8080)" };
    private readonly Option<int?> _xdsPort = new("--xds-port") { Description = "xDS in clear text (15010)" };
    private readonly Option<int?> _secureXdsPort = new("--secure-xds-port") { Description = "xDS over TLS (15012)" };
    private readonly Option<int?> _monitoringPort = new("--monitoring-port") { Description = "Metrics, version and debug (15014)" };
    private readonly Option<int?> _linkPort = new("--link-port") { Description = "Link to other replicas (15016)" };
    private readonly Option<IPAddress> _listen = new("--listen-address")
    {
        Description = "The address of this machine to listen on (all)",
        CustomParser = result => IPAddress.TryParse(result.Tokens[0].Value, out var address) ? address : Refuse(result, "is no IP address"),
    };

    private readonly Option<string?> _advertise = new("--advertise-host") { Description = "The host under which other replicas reach this one ($POD_IP, or 127.0.0.1)" };
    private readonly Option<string?> _name = new("--name") { Description = "The replica's name ($POD_NAME, or istiod)" };
    private readonly Option<string?> _namespace = new("--system-namespace") { Description = "The control plane's namespace ($POD_NAMESPACE, or istio-system)" };
    private readonly Option<string?> _revision = new("--revision") { Description = "The control plane's revision ($REVISION)" };
    private readonly Option<string?> _cluster = new("--cluster-id") { Description = "The name of this cluster ($CLUSTER_ID, or Kubernetes)" };
    private readonly Option<double?> _drain = new("--drain-seconds") { Description = "How long streams may go on after a request to stop (5)" };
    private readonly Option<double?> _age = new("--max-connection-age-seconds") { Description = "When a proxy's connection is asked to go elsewhere (1800)" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_portOffset, _httpPort, _xdsPort, _secureXdsPort, _monitoringPort, _linkPort, _listen, _advertise, _name, _namespace, _revision, _cluster, _drain, _age])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>A variable of the environment that cannot be read counts as not set, and the log says so.</summary>
    public ReplicaOptions Read(ParseResult result, ILoggerFactory logging)
    {
        var environment = new EnvironmentReader(ProcessEnvironment.Read);
        var fallback = EnvironmentOptions.Read(environment);
        foreach (var warning in environment.Warnings)
        {
            LogVariable(logging.CreateLogger<ReplicaSettings>(), warning);
        }

        var ports = fallback.Ports;
        return fallback with
        {
            Ports = new ReplicaPorts
            {
                Http = result.GetValue(_httpPort) ?? ports.Http,
                Xds = result.GetValue(_xdsPort) ?? ports.Xds,
                SecureXds = result.GetValue(_secureXdsPort) ?? ports.SecureXds,
                Monitoring = result.GetValue(_monitoringPort) ?? ports.Monitoring,
                Link = result.GetValue(_linkPort) ?? ports.Link,
            }.Shifted(result.GetValue(_portOffset)),
            ListenAddress = result.GetValue(_listen) ?? fallback.ListenAddress,
            AdvertisedHost = result.GetValue(_advertise) ?? fallback.AdvertisedHost,
            Name = result.GetValue(_name) ?? fallback.Name,
            SystemNamespace = result.GetValue(_namespace) ?? fallback.SystemNamespace,
            Revision = result.GetValue(_revision) ?? fallback.Revision,
            ClusterId = result.GetValue(_cluster) ?? fallback.ClusterId,
            DrainTime = result.GetValue(_drain) is { } drain ? TimeSpan.FromSeconds(drain) : fallback.DrainTime,
            MaxConnectionAge = result.GetValue(_age) is { } age ? TimeSpan.FromSeconds(age) : fallback.MaxConnectionAge,
        };
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Complaint}")]
    private static partial void LogVariable(ILogger log, string complaint);

    private static IPAddress? Refuse(System.CommandLine.Parsing.ArgumentResult result, string reason)
    {
        result.AddError($"\"{result.Tokens[0].Value}\" {reason}.");
        return null;
    }
}
