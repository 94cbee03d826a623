using System.Collections.Concurrent;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;

namespace MeshActors.XdsLoad.Wire;

/// <summary>
/// Which further resources a cluster or listener names. Decoded when the first proxy receives it; listeners again when their
/// length changes, which is how a new chain shows.
/// </summary>
internal sealed class ResourceCatalog
{
    private readonly ConcurrentDictionary<string, CatalogEntry> _clusters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Name, int Length), CatalogEntry> _listeners = new();

    public CatalogEntry Find(string typeUrl, string name, ReadOnlySpan<byte> content)
    {
        switch (typeUrl)
        {
            case XdsTypes.Cluster:
                return _clusters.TryGetValue(name, out var cluster) ? cluster : _clusters.GetOrAdd(name, OfCluster(content));
            case XdsTypes.Listener:
                var key = (name, content.Length);
                return _listeners.TryGetValue(key, out var listener) ? listener : _listeners.GetOrAdd(key, OfListener(content));
            default:
                return CatalogEntry.NamesNothing;
        }
    }

    private static CatalogEntry OfCluster(ReadOnlySpan<byte> content)
    {
        var cluster = Cluster.Parser.ParseFrom(content);
        return cluster.Type != Cluster.Types.DiscoveryType.Eds ? CatalogEntry.NamesNothing
            : new([cluster.EdsClusterConfig?.ServiceName is { Length: > 0 } name ? name : cluster.Name]);
    }

    private static CatalogEntry OfListener(ReadOnlySpan<byte> content)
    {
        var listener = Listener.Parser.ParseFrom(content);
        return new(
        [
            .. listener.FilterChains.Append(listener.DefaultFilterChain).OfType<FilterChain>()
                .SelectMany(chain => chain.Filters)
                .Where(filter => filter.TypedConfig?.Is(HttpConnectionManager.Descriptor) == true)
                .Select(filter => filter.TypedConfig.Unpack<HttpConnectionManager>().Rds?.RouteConfigName)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ]);
    }
}

/// <param name="Names">Load assignments of a cluster, route configurations of a listener.</param>
internal sealed record CatalogEntry(IReadOnlyList<string> Names)
{
    public static readonly CatalogEntry NamesNothing = new([]);
}
