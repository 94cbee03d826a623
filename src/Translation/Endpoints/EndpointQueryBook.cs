using System.Collections.Frozen;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// The queries of proxies that do not differ in what decides them, by cluster name. The same book from view to view means that
/// no query in it has changed. Where services of a few hosts change, the next book shares the queries of all other hosts with this one.
/// </summary>
public sealed class EndpointQueryBook
{
    /// <summary>Up to how many hosts names are compared with one by one.</summary>
    private const int Few = 4;

    private readonly Memo<EndpointQuery, EndpointQuery> _instances;
    private readonly QueryPages _pages;
    private QueryBasis? _basis;
    private Successor? _successor;

    internal EndpointQueryBook(Memo<EndpointQuery, EndpointQuery> instances)
        : this(instances, new())
    {
    }

    private EndpointQueryBook(Memo<EndpointQuery, EndpointQuery> instances, QueryPages pages)
    {
        _instances = instances;
        _pages = pages;
    }

    /// <summary>A lasting query that somebody has asked for; null too where the mesh knows no such service.</summary>
    public EndpointQuery? Find(string clusterName) => PageOf(QueryPages.HostOf(clusterName))?.Find(clusterName);

    /// <summary>The query for a cluster, which is the same instance in every book where it is equal.</summary>
    /// <param name="context">A proxy whose book this is.</param>
    /// <param name="clusterName">The cluster.</param>
    /// <param name="isLasting">
    /// False where the query may change without the book doing so, as it depends on this very proxy: ask again at every view.
    /// </param>
    public EndpointQuery For(TranslationContext context, string clusterName, out bool isLasting)
    {
        isLasting = true;
        if (Find(clusterName) is { } known)
        {
            return known;
        }

        var query = _instances.GetOrAdd(EndpointQueries.For(_basis ??= new(context), context, clusterName), static made => made);
        isLasting = query.Self is null && query.OnlyNode is null && clusterName != EndpointQueries.SelfDiscoveryCluster;
        if (isLasting && query.Service is { } service)
        {
            // Names that the mesh does not know are not kept: clients make them up.
            Keep(service.Hostname, query);
        }

        return query;
    }

    /// <summary>Those of some clusters whose lasting queries may differ from the ones of an earlier book.</summary>
    public IReadOnlyCollection<string> MayDiffer(EndpointQueryBook before, IReadOnlyCollection<string> clusterNames)
    {
        if (HostsChangedSince(before) is not { } hosts)
        {
            return clusterNames;
        }

        List<string> differ = [];
        if (hosts.Count <= Few)
        {
            string[] changed = [.. hosts];
            foreach (var name in clusterNames)
            {
                if (IsOfAny(name, changed))
                {
                    differ.Add(name);
                }
            }
        }
        else
        {
            var changed = hosts.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var name in clusterNames)
            {
                if (changed.Contains(QueryPages.HostOf(name)))
                {
                    differ.Add(name);
                }
            }
        }

        return differ;
    }

    // Nearly all names end otherwise, which is seen sooner than hashed.
    private static bool IsOfAny(string clusterName, string[] hosts)
    {
        foreach (var host in hosts)
        {
            if (clusterName.EndsWith(host, StringComparison.Ordinal) && QueryPages.HostOf(clusterName).SequenceEqual(host))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The book after services of these hosts have changed, while this one goes on answering as it did. Null where another book has taken over
    /// already.
    /// </summary>
    internal EndpointQueryBook? With(IReadOnlySet<string> hosts)
    {
        var before = new QueryPages();
        foreach (var host in hosts)
        {
            before.Put(host, _pages.PageOf(host));
        }

        var next = new Successor(new(_instances, _pages) { _basis = _basis }, hosts.ToFrozenSet(StringComparer.Ordinal), before);
        if (Interlocked.CompareExchange(ref _successor, next, null) is not null)
        {
            return null;
        }

        // Only now, so that whoever finds a new page here finds out that it is not this book's.
        foreach (var host in hosts)
        {
            _pages.Put(host, new());
        }

        return next.Book;
    }

    // Null where any may have changed.
    private HashSet<string>? HostsChangedSince(EndpointQueryBook before)
    {
        HashSet<string> hosts = new(StringComparer.Ordinal);
        for (var book = before; !ReferenceEquals(book, this);)
        {
            if (Volatile.Read(ref book._successor) is not { } next)
            {
                return null;
            }

            hosts.UnionWith(next.Hosts);
            book = next.Book;
        }

        return hosts;
    }

    private QueryPage? PageOf(ReadOnlySpan<char> host)
    {
        QueryPage? page;
        QueryPages pages;
        do
        {
            pages = PagesFor(host);
            page = pages.Find(host);
        }
        while (!ReferenceEquals(pages, PagesFor(host)));
        return page;
    }

    private void Keep(string host, EndpointQuery query)
    {
        QueryPage page;
        QueryPages pages;
        do
        {
            pages = PagesFor(host);
            page = pages.PageOf(host);
        }
        while (!ReferenceEquals(pages, PagesFor(host)));
        page.Add(query);
    }

    /// <summary>Queries of hosts that have changed since are this book's own; all others are those of the newest book.</summary>
    private QueryPages PagesFor(ReadOnlySpan<char> host)
    {
        var book = this;
        while (Volatile.Read(ref book._successor) is { } next)
        {
            if (next.Hosts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host))
            {
                return next.Before;
            }

            book = next.Book;
        }

        return book._pages;
    }

    /// <param name="Book">The next book.</param>
    /// <param name="Hosts">Those of which it does not share the queries.</param>
    /// <param name="Before">Their queries before.</param>
    private sealed record Successor(EndpointQueryBook Book, FrozenSet<string> Hosts, QueryPages Before);
}
