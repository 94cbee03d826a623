using Envoy.Config.Core.V3;
using Envoy.Config.Trace.V3;
using Envoy.Extensions.Tracers.Opentelemetry.ResourceDetectors.V3;
using Envoy.Extensions.Tracers.Opentelemetry.Samplers.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using EnvoyHttpService = Envoy.Config.Core.V3.HttpService;
using ProviderHttpService = MeshActors.Mesh.Configuration.HttpService;

namespace MeshActors.Translation.Telemetry;

/// <summary>OpenTelemetry's tracer: over gRPC or HTTP, with resource detectors and Dynatrace's sampler.</summary>
internal static class OpenTelemetryTracers
{
    private const string Detectors = "envoy.tracers.opentelemetry.resource_detectors.";

    /// <returns>null where the provider's service, or its sampler's, is unknown</returns>
    public static OpenTelemetryConfig? Of(OpenTelemetryTracingProvider provider, ProviderTargets targets, TraceIdentity identity)
    {
        if (targets.Find(provider.Service, provider.Port) is not { } target)
        {
            return null;
        }

        var semantic = provider.ServiceAttributeEnrichment == ServiceAttributeEnrichment.OtelSemanticConventions;
        var config = new OpenTelemetryConfig { ServiceName = semantic ? identity.OpenTelemetryName : identity.Cluster };
        if (provider.Http is { } http)
        {
            config.HttpService = Service(CollectorUri.Of(target.Hostname, http.Path), target.Cluster, http);
        }
        else
        {
            config.GrpcService = new()
            {
                EnvoyGrpc = new() { ClusterName = target.Cluster, Authority = target.Hostname },
                Timeout = (provider.Grpc?.Timeout).ToProto(),
            };
            foreach (var header in provider.Grpc?.InitialMetadata ?? [])
            {
                config.GrpcService.InitialMetadata.Add(new HeaderValue { Key = header.Name, Value = header.Value ?? "" });
            }
        }

        var detectors = provider.ResourceDetectors;
        if (detectors?.Environment is not null)
        {
            config.ResourceDetectors.Add(Detector("environment", new EnvironmentResourceDetectorConfig()));
        }

        if (detectors?.Dynatrace is not null)
        {
            config.ResourceDetectors.Add(Detector("dynatrace", new DynatraceResourceDetectorConfig()));
        }

        // Semantic conventions let the proxy's environment name what the mesh cannot know.
        if (semantic && detectors?.Environment is null)
        {
            config.ResourceDetectors.Add(Detector("environment", new EnvironmentResourceDetectorConfig()));
        }

        if (provider.DynatraceSampler is not { } sampler)
        {
            return config;
        }

        config.Sampler = Sampler(sampler, provider, target, targets);
        return config.Sampler is null ? null : config;
    }

    private static TypedExtensionConfig? Sampler(
        DynatraceSampler sampler, OpenTelemetryTracingProvider provider, ProviderTarget target, ProviderTargets targets)
    {
        EnvoyHttpService service;
        if (sampler.HttpService is { } api)
        {
            if (targets.Find(api.Service, api.Port) is not { } own)
            {
                return null;
            }

            service = Service(CollectorUri.Of(own.Hostname, api.Http?.Path ?? ""), own.Cluster, api.Http ?? new());
        }
        else if (provider.Http is { } exporter)
        {
            service = Service(CollectorUri.Of(target.Hostname, "api/v2/samplingConfiguration"), target.Cluster, exporter);
        }
        else
        {
            return null;
        }

        return new()
        {
            Name = "envoy.tracers.opentelemetry.samplers.dynatrace",
            TypedConfig = EnvoyAny.Pack(new DynatraceSamplerConfig
            {
                Tenant = sampler.Tenant,
                ClusterId = sampler.ClusterId,
                RootSpansPerMinute = sampler.RootSpansPerMinute,
                HttpService = service,
            }),
        };
    }

    private static EnvoyHttpService Service(string uri, string cluster, ProviderHttpService http) => new()
    {
        HttpUri = new() { Uri = uri, Cluster = cluster, Timeout = http.Timeout.ToProto() },
        RequestHeadersToAdd = { TracingProviders.Headers(http.Headers) },
    };

    private static TypedExtensionConfig Detector(string name, IMessage config) =>
        new() { Name = Detectors + name, TypedConfig = EnvoyAny.Pack(config) };
}
