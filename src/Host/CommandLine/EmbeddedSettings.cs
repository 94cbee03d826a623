using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using MeshActors.Kubernetes.Embedded;
using MeshActors.Kubernetes.Embedded.Workloads;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.CommandLine;

/// <summary>The options of the embedded API server.</summary>
internal sealed class EmbeddedSettings
{
    private readonly Option<int> _port = new("--api-port") { Description = "The API server's HTTPS port", DefaultValueFactory = _ => 16443 };
    private readonly Option<string> _kubeConfig = new("--write-kubeconfig") { Description = "Where to write the kubeconfig of its admin", DefaultValueFactory = _ => "meshactors.kubeconfig" };
    private readonly Option<string?> _data = new("--data-folder") { Description = "Keeps objects and keys over a restart (in memory only)" };
    private readonly Option<bool> _noWorkloads = new("--no-workloads") { Description = "Keep objects only: nothing becomes pods that answer, and nobody writes EndpointSlices" };
    private readonly Option<double?> _podDrain = new("--pod-drain-seconds") { Description = "How long a deleted pod goes on serving (3)" };
    private readonly Option<IPNetwork?> _podCidr = new("--pod-cidr")
    {
        Description = "Where pods take their addresses from: loopback, or routed to this machine (127.10.0.0/16)",
        CustomParser = ReadNetwork,
    };

    private readonly Option<string[]> _apply = new("--apply") { Description = "Manifests to apply: files or folders", AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.ZeroOrMore };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_port, _kubeConfig, _data, _noWorkloads, _podDrain, _podCidr, _apply])
        {
            command.Options.Add(option);
        }
    }

    public string KubeConfigPath(ParseResult result) => result.GetValue(_kubeConfig)!;

    public IReadOnlyList<string> Apply(ParseResult result) => result.GetValue(_apply) ?? [];

    public EmbeddedApiServerOptions Server(ParseResult result, ILoggerFactory logging, TimeProvider clock) => new()
    {
        ListenAddress = IPAddress.Loopback,
        Port = result.GetValue(_port),
        DataFolder = result.GetValue(_data),
        GracefulPodDeletion = true,
        Logging = logging,
        Clock = clock,
    };

    /// <summary>What runs the pods; null for nothing.</summary>
    public WorkloadOptions? Workloads(ParseResult result)
    {
        if (result.GetValue(_noWorkloads))
        {
            return null;
        }

        var options = new WorkloadOptions();
        return options with
        {
            DrainTime = result.GetValue(_podDrain) is { } drain ? TimeSpan.FromSeconds(drain) : options.DrainTime,
            PodCidr = result.GetValue(_podCidr) ?? options.PodCidr,
        };
    }

    private static IPNetwork? ReadNetwork(ArgumentResult result)
    {
        if (IPNetwork.TryParse(result.Tokens[0].Value, out var network))
        {
            return network;
        }

        result.AddError($"\"{result.Tokens[0].Value}\" is no network such as 127.10.0.0/16.");
        return null;
    }
}
