using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.RequestId.Uuid.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Telemetry;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Translation.Listeners;

/// <summary>What all listeners of one direction have in common: headers, statistics, logs and tracing.</summary>
internal sealed class DirectionSettings
{
    public DirectionSettings(ListenerFacts facts, ListenerClass listenerClass)
    {
        Class = listenerClass;
        Headers = ProxyHeaderSettings.Of(facts.Proxy.Config, listenerClass);
        Logs = AccessLogs.Of(facts.Telemetry, facts.Mesh, facts.Providers, listenerClass);
        Tracing = TracingSettings.Of(facts.Telemetry, facts.Mesh, facts.Providers, facts.Proxy, listenerClass);
        RequestId = new()
        {
            TypedConfig = EnvoyAny.Pack(new UuidRequestIdConfig { UseRequestIdForTraceSampling = Tracing.SamplesByRequestId }),
        };
        if (facts.Proxy.StockEnvoy)
        {
            return;
        }

        var stats = StatsFilters.Of(facts.Telemetry, facts.Mesh, listenerClass, facts.Proxy.Type == ProxyType.Waypoint);
        HttpStats = [.. stats.Select(config => new HttpFilter { Name = StatsFilters.Name, TypedConfig = config })];
        NetworkStats = [.. stats.Select(config => new NetworkFilter { Name = StatsFilters.Name, TypedConfig = config })];
    }

    public ListenerClass Class { get; }

    public ProxyHeaderSettings Headers { get; }

    public AccessLogs Logs { get; }

    public TracingSettings Tracing { get; }

    public RequestIDExtension RequestId { get; }

    public IReadOnlyList<HttpFilter> HttpStats { get; } = [];

    public IReadOnlyList<NetworkFilter> NetworkStats { get; } = [];
}
