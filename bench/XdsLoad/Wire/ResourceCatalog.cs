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
    private readonly ConcurrentDictionary<(string TypeUrl, string Name, int Length), CatalogEntry> _entries = new();

    public CatalogEntry Find(string typeUrl, string name, ReadOnlySpan<byte> content)
    {
        if (typeUrl is not (XdsTypes.Cluster or XdsTypes.Listener))
        {
            return CatalogEntry.NamesNothing;
        }

        var key = (typeUrl, name, typeUrl == XdsTypes.Listener ? content.Length : 0);
        return _entries.TryGetValue(key, out var known)
            ? known
            : _entries.GetOrAdd(key, typeUrl == XdsTypes.Cluster ? OfCluster(content) : OfListener(content));
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
