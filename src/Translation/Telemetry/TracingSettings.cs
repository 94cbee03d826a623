using Envoy.Type.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Telemetry;
using MeshActors.Translation.Listeners;
using ManagerTracing = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.Tracing;

namespace MeshActors.Translation.Telemetry;

/// <summary>The tracing of HTTP connection managers of one direction.</summary>
/// <param name="Manager">Null: no tracing.</param>
/// <param name="SamplesByRequestId">Whether the request's id carries the decision to sample.</param>
internal sealed record TracingSettings(ManagerTracing? Manager, bool SamplesByRequestId)
{
    private const double All = 100;
    private const double SamplingBeyondAll = 1;

    public static TracingSettings Of(
        AppliedTelemetry telemetry, MeshConfig mesh, ProviderTargets targets, ListenerProxy proxy, ListenerClass listenerClass)
    {
        var mode = listenerClass == ListenerClass.SidecarInbound ? WorkloadMode.Server : WorkloadMode.Client;
        var own = proxy.Config.Tracing;
        if (TracingMerge.Merge([.. telemetry.Tracing], mesh, mode) is not { } spec)
        {
            return mesh.EnableTracing ? new(FromProxyConfig(proxy, own, mesh), true) : new(null, true);
        }

        if (spec.Disabled
            || TracingProviders.Of(spec.Provider!, targets, proxy.Trace, proxy.Version, proxy.Type == ProxyType.Router) is not { } provider)
        {
            return new(null, true);
        }

        var manager = Sampled(provider.OwnSampler ? All : spec.Sampling ?? SamplingOf(own, mesh));
        manager.Provider = provider.Tracer;
        manager.SpawnUpstreamSpan = provider.SpawnsUpstreamSpan ? true : null;
        manager.CustomTags.AddRange(TraceTags.Of(proxy, spec.IstioTags, spec.CustomTags, own));
        manager.MaxPathTagLength = LengthOf(provider.MaxTagLength) ?? LengthOf(own?.MaxPathTagLength);
        manager.NoContextPropagation = spec.WithoutContextPropagation && proxy.Version.IsAtLeast(1, 30);
        return new(manager, spec.SamplesByRequestId);
    }

    private static ManagerTracing FromProxyConfig(ListenerProxy proxy, ProxyTracing? own, MeshConfig mesh)
    {
        var manager = Sampled(SamplingOf(own, mesh));
        var none = System.Collections.ObjectModel.ReadOnlyDictionary<string, Mesh.Telemetry.CustomTag>.Empty;
        manager.CustomTags.AddRange(TraceTags.Of(proxy, own?.EnableIstioTags ?? true, none, own));
        manager.MaxPathTagLength = LengthOf(own?.MaxPathTagLength);
        return manager;
    }

    private static ManagerTracing Sampled(double percentage) => new()
    {
        ClientSampling = new Percent { Value = All },
        OverallSampling = new Percent { Value = All },
        RandomSampling = new Percent { Value = percentage },
    };

    /// <summary>Zero means unset; what is above all is taken for one per cent.</summary>
    private static double SamplingOf(ProxyTracing? own, MeshConfig mesh) => own?.Sampling switch
    {
        null or 0 => mesh.Features.TraceSampling,
        > All => SamplingBeyondAll,
        { } sampling => sampling,
    };

    private static uint? LengthOf(uint? length) => length is null or 0 ? null : length;
}
