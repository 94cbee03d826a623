using Envoy.Config.Core.V3;
using Envoy.Config.Trace.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using HttpTracer = Envoy.Config.Trace.V3.Tracing.Types.Http;

namespace MeshActors.Translation.Telemetry;

/// <summary>A tracer and what depends on it.</summary>
/// <param name="MaxTagLength">Zero for Envoy's default.</param>
/// <param name="SpawnsUpstreamSpan">Whether the call upstream is a span of its own.</param>
/// <param name="OwnSampler">Whether the tracer decides itself what is sampled.</param>
internal sealed record TracingProvider(HttpTracer Tracer, uint MaxTagLength, bool SpawnsUpstreamSpan, bool OwnSampler);

/// <summary>Tracers of the mesh's extension providers.</summary>
internal static class TracingProviders
{
    private static readonly TimeSpan ZipkinTimeout = TimeSpan.FromSeconds(5);

    /// <returns>null where the provider does not trace, or its service is unknown</returns>
    public static TracingProvider? Of(ExtensionProvider provider, ProviderTargets targets, TraceIdentity identity, IstioVersion version, bool isRouter) =>
        provider switch
        {
            { Zipkin: { } zipkin } => Made("envoy.tracers.zipkin", Zipkin(zipkin, targets, version), zipkin.MaxTagLength, isRouter),
            { Datadog: { } datadog } => Made("envoy.tracers.datadog", Datadog(datadog, targets, identity), datadog.MaxTagLength, isRouter),
            { Skywalking: { } skywalking } => Made("envoy.tracers.skywalking", SkyWalking(skywalking, targets), 0, spawns: true),
            { Opentelemetry: { } otel } => Made(
                "envoy.tracers.opentelemetry", OpenTelemetryTracers.Of(otel, targets, identity), otel.MaxTagLength, isRouter, otel.DynatraceSampler is not null),
            _ => null,
        };

    /// <summary>Headers for an exporter; their values never come from the control plane's own environment.</summary>
    public static IEnumerable<HeaderValueOption> Headers(IEnumerable<ProviderHttpHeader> headers) => headers.Select(header => new HeaderValueOption
    {
        AppendAction = HeaderValueOption.Types.HeaderAppendAction.OverwriteIfExistsOrAdd,
        Header = new() { Key = header.Name, Value = header.Value ?? "" },
    });

    private static TracingProvider? Made(string name, IMessage? config, uint maxTagLength, bool spawns, bool ownSampler = false) =>
        config is null ? null : new(new HttpTracer { Name = name, TypedConfig = EnvoyAny.Pack(config) }, maxTagLength, spawns, ownSampler);

    private static ZipkinConfig? Zipkin(ZipkinTracingProvider provider, ProviderTargets targets, IstioVersion version)
    {
        if (targets.Find(provider.Service, provider.Port) is not { } target)
        {
            return null;
        }

        var path = provider.Path.Length > 0 ? provider.Path : "/api/v2/spans";
        var config = new ZipkinConfig
        {
            CollectorEndpointVersion = ZipkinConfig.Types.CollectorEndpointVersion.HttpJson,
            TraceId128Bit = !provider.Enable64bitTraceId,
            SharedSpanContext = false,
        };
        if (version.IsAtLeast(1, 29))
        {
            config.CollectorService = new()
            {
                HttpUri = new()
                {
                    Uri = $"http://{target.Hostname}{path}",
                    Cluster = target.Cluster,
                    Timeout = (provider.Timeout ?? ZipkinTimeout).ToProto(),
                },
                RequestHeadersToAdd = { Headers(provider.Headers) },
            };
        }
        else
        {
            config.CollectorCluster = target.Cluster;
            config.CollectorEndpoint = path;
            config.CollectorHostname = target.Hostname;
        }

        if (version.IsAtLeast(1, 28))
        {
            config.TraceContextOption = (ZipkinConfig.Types.TraceContextOption)(int)provider.TraceContextOption;
        }

        return config;
    }

    private static DatadogConfig? Datadog(DatadogTracingProvider provider, ProviderTargets targets, TraceIdentity identity) =>
        targets.Find(provider.Service, provider.Port) is not { } target ? null : new()
        {
            CollectorCluster = target.Cluster,
            ServiceName = identity.Cluster,
            CollectorHostname = target.Hostname,
        };

    private static SkyWalkingConfig? SkyWalking(SkyWalkingTracingProvider provider, ProviderTargets targets) =>
        targets.Find(provider.Service, provider.Port) is not { } target ? null : new()
        {
            GrpcService = new() { EnvoyGrpc = new() { ClusterName = target.Cluster, Authority = target.Hostname } },
        };
}
