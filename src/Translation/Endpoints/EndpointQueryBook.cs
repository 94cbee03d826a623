using System.Collections.Concurrent;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// The queries of proxies that do not differ in what decides them, by cluster name. The same book from view to view means that
/// no query in it has changed.
/// </summary>
public sealed class EndpointQueryBook
{
    private readonly ConcurrentDictionary<string, EndpointQuery> _queries = new(StringComparer.Ordinal);
    private readonly Memo<EndpointQuery, EndpointQuery> _instances;

    private QueryBasis? _basis;

    internal EndpointQueryBook(Memo<EndpointQuery, EndpointQuery> instances) => _instances = instances;

    /// <summary>A lasting query that somebody has asked for; null too where the mesh knows no such service.</summary>
    public EndpointQuery? Find(string clusterName) => _queries.GetValueOrDefault(clusterName);

    /// <summary>The query for a cluster, which is the same instance in every book where it is equal.</summary>
    /// <param name="context">A proxy whose book this is.</param>
    /// <param name="clusterName">The cluster.</param>
    /// <param name="isLasting">
    /// False where the query may change without the book doing so, as it depends on this very proxy: ask again at every view.
    /// </param>
    public EndpointQuery For(TranslationContext context, string clusterName, out bool isLasting)
    {
        isLasting = true;
        if (_queries.TryGetValue(clusterName, out var known))
        {
            return known;
        }

        var query = _instances.GetOrAdd(EndpointQueries.For(_basis ??= new(context), context, clusterName), static made => made);
        isLasting = query.Self is null && query.OnlyNode is null && clusterName != EndpointQueries.SelfDiscoveryCluster;
        if (isLasting && query.Service is not null)
        {
            // Names that the mesh does not know are not kept: clients make them up.
            _queries.TryAdd(query.ClusterName, query);
        }

        return query;
    }
}
