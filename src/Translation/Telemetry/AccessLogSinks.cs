using Envoy.Config.Accesslog.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.AccessLoggers.File.V3;
using Envoy.Extensions.AccessLoggers.Grpc.V3;
using Envoy.Extensions.AccessLoggers.OpenTelemetry.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using Opentelemetry.Proto.Common.V1;
using KeyValue = Opentelemetry.Proto.Common.V1.KeyValue;

namespace MeshActors.Translation.Telemetry;

/// <summary>Where access logs go: files, log services of Envoy's or OpenTelemetry's protocol.</summary>
internal static class AccessLogSinks
{
    private const string BuiltInProvider = "envoy";
    private const string StandardOutput = "/dev/stdout";
    private const string BootstrapCluster = "envoy_accesslog_service";

    // What metadata exchange leaves about both peers.
    private static readonly string[] PeerState = ["upstream_peer", "downstream_peer"];

    private static readonly string[] PeerStateOfAllVersions =
        [.. PeerState, "wasm.upstream_peer", "wasm.upstream_peer_id", "wasm.downstream_peer", "wasm.downstream_peer_id"];

    /// <summary>Null where the provider logs nothing, or its service is unknown.</summary>
    public static AccessLog? Of(ExtensionProvider provider, MeshConfig mesh, ProviderTargets targets) => provider switch
    {
        { EnvoyFileAccessLog: { } file } => provider.Name == BuiltInProvider && file is { LogFormat: null, OmitEmptyValues: false }
            ? MeshFile(file.Path, mesh)
            : File(file),
        { EnvoyHttpAls: { } http } => targets.Find(http.Service, http.Port) is { } target ? HttpService(http, target) : null,
        { EnvoyTcpAls: { } tcp } => targets.Find(tcp.Service, tcp.Port) is { } target ? TcpService(tcp, target) : null,
        { EnvoyOtelAls: { } logs } => targets.Find(logs.Service, logs.Port) is { } target ? OpenTelemetry(logs, target) : null,
        _ => null,
    };

    /// <summary>A file in the mesh configuration's format.</summary>
    public static AccessLog MeshFile(string path, MeshConfig mesh) => File(
        path,
        mesh.AccessLogEncoding == AccessLogEncoding.Json
            ? AccessLogFormats.Json(AccessLogFormats.Parse(mesh.AccessLogFormat))
            : AccessLogFormats.Text(mesh.AccessLogFormat));

    /// <summary>The log service that the proxy's bootstrap knows.</summary>
    public static AccessLog BootstrapHttpService() => Sink("envoy.access_loggers.http_grpc", new HttpGrpcAccessLogConfig
    {
        CommonConfig = Common("http_envoy_accesslog", BootstrapCluster, "", PeerStateOfAllVersions),
    });

    /// <inheritdoc cref="BootstrapHttpService"/>
    public static AccessLog BootstrapTcpService(bool forListener) => Sink("envoy.tcp_grpc_access_log", new TcpGrpcAccessLogConfig
    {
        CommonConfig = Common(forListener ? "listener_envoy_accesslog" : "tcp_envoy_accesslog", BootstrapCluster, "", PeerStateOfAllVersions),
    });

    private static AccessLog File(EnvoyFileAccessLogProvider provider)
    {
        var omit = provider.OmitEmptyValues;
        var format = provider.LogFormat switch
        {
            { Labels: { } labels } => AccessLogFormats.Json(AccessLogFormats.Parse(labels) is { Fields.Count: > 0 } fields ? fields : null, omit),

            // A format that says nothing leaves it to Envoy, unlike none.
            { Text: null } => null,
            var text => AccessLogFormats.Text(text?.Text ?? "", omit),
        };
        return File(provider.Path.Length > 0 ? provider.Path : StandardOutput, format);
    }

    private static AccessLog File(string path, SubstitutionFormatString? format) =>
        Sink("envoy.access_loggers.file", new FileAccessLog { Path = path, LogFormat = format });

    private static AccessLog HttpService(EnvoyHttpGrpcV3LogProvider provider, ProviderTarget target) =>
        Sink("envoy.access_loggers.http_grpc", new HttpGrpcAccessLogConfig
        {
            CommonConfig = Common(Or(provider.LogName, "http_envoy_accesslog"), target, provider.FilterStateObjectsToLog),
            AdditionalRequestHeadersToLog = { provider.AdditionalRequestHeadersToLog },
            AdditionalResponseHeadersToLog = { provider.AdditionalResponseHeadersToLog },
            AdditionalResponseTrailersToLog = { provider.AdditionalResponseTrailersToLog },
        });

    private static AccessLog TcpService(EnvoyTcpGrpcV3LogProvider provider, ProviderTarget target) =>
        Sink("envoy.tcp_grpc_access_log", new TcpGrpcAccessLogConfig
        {
            CommonConfig = Common(Or(provider.LogName, "tcp_envoy_accesslog"), target, provider.FilterStateObjectsToLog),
        });

    private static AccessLog OpenTelemetry(EnvoyOpenTelemetryLogProvider provider, ProviderTarget target)
    {
        var text = provider.LogFormat is { Text.Length: > 0 } format ? format.Text : AccessLogFormats.DefaultText;
        var labels = AccessLogFormats.Parse(provider.LogFormat?.Labels);
        var config = new OpenTelemetryAccessLogConfig
        {
            CommonConfig = Common(Or(provider.LogName, "otel_envoy_accesslog"), target.Cluster, target.Hostname, PeerStateOfAllVersions),
            DisableBuiltinLabels = true,
            Body = new AnyValue { StringValue = text },
            Formatters = { AccessLogFormats.FormattersOf([text, .. labels?.Fields.Values.Select(value => value.StringValue) ?? []]) },
        };
        if (labels is { Fields.Count: > 0 })
        {
            config.Attributes = new();
            foreach (var (key, value) in labels.Fields.OrderBy(label => label.Key, StringComparer.Ordinal))
            {
                config.Attributes.Values.Add(new KeyValue { Key = key, Value = new() { StringValue = value.StringValue } });
            }
        }

        return Sink("envoy.access_loggers.open_telemetry", config);
    }

    private static CommonGrpcAccessLogConfig Common(string logName, ProviderTarget target, IReadOnlyList<string> state) =>
        Common(logName, target.Cluster, target.Hostname, state.Count > 0 ? state : PeerState);

    private static CommonGrpcAccessLogConfig Common(string logName, string cluster, string authority, IReadOnlyList<string> state) => new()
    {
        LogName = logName,
        GrpcService = new() { EnvoyGrpc = new() { ClusterName = cluster, Authority = authority } },
        TransportApiVersion = ApiVersion.V3,
        FilterStateObjectsToLog = { state },
    };

    private static string Or(string configured, string otherwise) => configured.Length > 0 ? configured : otherwise;

    private static AccessLog Sink(string name, IMessage config) => new() { Name = name, TypedConfig = EnvoyAny.Pack(config) };
}
