using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A named backend for authorization, tracing, metrics or logs; one of the members is set.</summary>
public sealed record ExtensionProvider
{
    public string Name { get; init; } = "";

    public EnvoyExternalAuthorizationHttpProvider? EnvoyExtAuthzHttp { get; init; }

    public EnvoyExternalAuthorizationGrpcProvider? EnvoyExtAuthzGrpc { get; init; }

    public ZipkinTracingProvider? Zipkin { get; init; }

    public LightstepTracingProvider? Lightstep { get; init; }

    public DatadogTracingProvider? Datadog { get; init; }

    public StackdriverProvider? Stackdriver { get; init; }

    public OpenCensusAgentTracingProvider? Opencensus { get; init; }

    public SkyWalkingTracingProvider? Skywalking { get; init; }

    public OpenTelemetryTracingProvider? Opentelemetry { get; init; }

    public PrometheusMetricsProvider? Prometheus { get; init; }

    public EnvoyFileAccessLogProvider? EnvoyFileAccessLog { get; init; }

    public EnvoyHttpGrpcV3LogProvider? EnvoyHttpAls { get; init; }

    public EnvoyTcpGrpcV3LogProvider? EnvoyTcpAls { get; init; }

    public EnvoyOpenTelemetryLogProvider? EnvoyOtelAls { get; init; }

    public SdsProvider? Sds { get; init; }

    internal static ExtensionProvider Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        EnvoyExtAuthzHttp = fields.Message("envoyExtAuthzHttp", EnvoyExternalAuthorizationHttpProvider.Read),
        EnvoyExtAuthzGrpc = fields.Message("envoyExtAuthzGrpc", EnvoyExternalAuthorizationGrpcProvider.Read),
        Zipkin = fields.Message("zipkin", ZipkinTracingProvider.Read),
        Lightstep = fields.Message("lightstep", LightstepTracingProvider.Read),
        Datadog = fields.Message("datadog", DatadogTracingProvider.Read),
        Stackdriver = fields.Message("stackdriver", StackdriverProvider.Read),
        Opencensus = fields.Message("opencensus", OpenCensusAgentTracingProvider.Read),
        Skywalking = fields.Message("skywalking", SkyWalkingTracingProvider.Read),
        Opentelemetry = fields.Message("opentelemetry", OpenTelemetryTracingProvider.Read),
        Prometheus = fields.Message("prometheus", PrometheusMetricsProvider.Read),
        EnvoyFileAccessLog = fields.Message("envoyFileAccessLog", EnvoyFileAccessLogProvider.Read),
        EnvoyHttpAls = fields.Message("envoyHttpAls", EnvoyHttpGrpcV3LogProvider.Read),
        EnvoyTcpAls = fields.Message("envoyTcpAls", EnvoyTcpGrpcV3LogProvider.Read),
        EnvoyOtelAls = fields.Message("envoyOtelAls", EnvoyOpenTelemetryLogProvider.Read),
        Sds = fields.Message("sds", SdsProvider.Read),
    };

    /// <summary>A provider of a known name takes the place of the earlier one; others follow in their order.</summary>
    internal static IReadOnlyList<ExtensionProvider> Merge(
        IReadOnlyList<ExtensionProvider> defaults, IReadOnlyList<ExtensionProvider> overlay)
    {
        var merged = defaults.ToList();
        foreach (var provider in overlay)
        {
            var at = merged.FindIndex(known => known.Name == provider.Name);
            if (at < 0)
            {
                merged.Add(provider);
            }
            else
            {
                merged[at] = provider;
            }
        }

        return merged;
    }
}
