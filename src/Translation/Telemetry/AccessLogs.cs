using Envoy.Config.Accesslog.V3;
using Envoy.Extensions.AccessLoggers.Filters.Cel.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Telemetry;
using MeshActors.Translation.Listeners;
using AccessLogFilter = Envoy.Config.Accesslog.V3.AccessLogFilter;

namespace MeshActors.Translation.Telemetry;

/// <summary>The access logs of one direction.</summary>
/// <param name="Http">Of HTTP connection managers.</param>
/// <param name="Tcp">Of TCP proxies.</param>
/// <param name="Listener">Of listeners: connections that found no filter chain.</param>
/// <param name="TunnelEnd">Of the end of a tunnel: what it refuses.</param>
/// <param name="TunnelStart">Of the beginning of a tunnel: connections that fail.</param>
internal sealed record AccessLogs(
    IReadOnlyList<AccessLog> Http,
    IReadOnlyList<AccessLog> Tcp,
    IReadOnlyList<AccessLog> Listener,
    IReadOnlyList<AccessLog> TunnelEnd,
    IReadOnlyList<AccessLog> TunnelStart)
{
    private const string UpstreamFailure = "UF";
    private const uint FirstError = 400;

    private const string NoFilterChain = "NR";

    /// <summary>As Telemetry objects and default providers say; where none does, as the mesh configuration's older fields say.</summary>
    public static AccessLogs Of(AppliedTelemetry telemetry, MeshConfig mesh, ProviderTargets targets, ListenerClass listenerClass)
    {
        var mode = listenerClass == ListenerClass.SidecarInbound ? WorkloadMode.Server : WorkloadMode.Client;
        var logs = new List<(string Provider, AccessLog Log, ProviderLogging Logging)>();
        foreach (var (name, logging) in AccessLogMerge.Merge([.. telemetry.LoggingLevels], mesh, mode))
        {
            if (mesh.Provider(name) is { } provider && AccessLogSinks.Of(provider, mesh, targets) is { } sink)
            {
                logs.Add((provider.Name, sink, logging));
            }
        }

        var withoutListener = mesh.DisableEnvoyListenerLog;
        if (logs.Count == 0)
        {
            return FromMesh(mesh, withoutListener);
        }

        var enabled = logs.Where(log => !log.Logging.Disabled).OrderBy(log => log.Provider, StringComparer.Ordinal).ToList();
        var all = enabled.Select(log => Filtered(log.Log, ExpressionOf(log.Logging))).ToList();
        return new(
            all,
            all,
            withoutListener ? [] : [.. enabled.Select(log => Filtered(log.Log, UnmatchedOnly(), ExpressionOf(log.Logging)))],
            [.. enabled.Select(log => Filtered(log.Log, ErrorsOnly(), ExpressionOf(log.Logging)))],
            [.. enabled.Select(log => Filtered(log.Log, FailuresOnly(), ExpressionOf(log.Logging)))]);
    }

    private static AccessLogs FromMesh(MeshConfig mesh, bool withoutListener)
    {
        var (http, tcp, listener) = (new List<AccessLog>(), new List<AccessLog>(), new List<AccessLog>());
        var (tunnelEnd, tunnelStart) = (new List<AccessLog>(), new List<AccessLog>());
        if (mesh.AccessLogFile.Length > 0)
        {
            var file = AccessLogSinks.MeshFile(mesh.AccessLogFile, mesh);
            http.Add(file);
            tcp.Add(file);
            listener.Add(Filtered(file, UnmatchedOnly()));
            tunnelEnd.Add(Filtered(file, ErrorsOnly()));
            tunnelStart.Add(Filtered(file, FailuresOnly()));
        }

        if (mesh.EnableEnvoyAccessLogService)
        {
            http.Add(AccessLogSinks.BootstrapHttpService());
            tcp.Add(AccessLogSinks.BootstrapTcpService(forListener: false));
            listener.Add(Filtered(AccessLogSinks.BootstrapTcpService(forListener: true), UnmatchedOnly()));
        }

        return new(http, tcp, withoutListener ? [] : listener, tunnelEnd, tunnelStart);
    }

    private static AccessLogFilter UnmatchedOnly() => new() { ResponseFlagFilter = new() { Flags = { NoFilterChain } } };

    private static AccessLogFilter FailuresOnly() => new() { ResponseFlagFilter = new() { Flags = { UpstreamFailure } } };

    private static AccessLogFilter ErrorsOnly() => new()
    {
        StatusCodeFilter = new()
        {
            Comparison = new()
            {
                Op = ComparisonFilter.Types.Op.Ge,

                // The API demands a key; nothing ever sets it.
                Value = new() { DefaultValue = FirstError, RuntimeKey = "istio.io/unset" },
            },
        },
    };

    private static AccessLogFilter? ExpressionOf(ProviderLogging logging) => logging.Filter is not { } expression ? null : new()
    {
        ExtensionFilter = new()
        {
            Name = "envoy.access_loggers.extension_filters.cel",
            TypedConfig = EnvoyAny.Pack(new ExpressionFilter { Expression = expression }),
        },
    };

    private static AccessLog Filtered(AccessLog log, params ReadOnlySpan<AccessLogFilter?> filters)
    {
        var present = new List<AccessLogFilter>();
        foreach (var filter in filters)
        {
            if (filter is not null)
            {
                present.Add(filter);
            }
        }

        var filtered = log.Clone();
        filtered.Filter = present.Count switch
        {
            0 => null,
            1 => present[0],
            _ => new() { AndFilter = new() { Filters = { present } } },
        };
        return filtered;
    }
}
