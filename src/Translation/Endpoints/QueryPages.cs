using System.Collections.Concurrent;

namespace MeshActors.Translation.Endpoints;

/// <summary>Queries by the host of their cluster, of which each has few.</summary>
internal sealed class QueryPages
{
    private readonly ConcurrentDictionary<string, QueryPage> _byHost = new(StringComparer.Ordinal);

    /// <summary>The page of a host; null where it has none.</summary>
    public QueryPage? Find(ReadOnlySpan<char> host) =>
        _byHost.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(host, out var page) ? page : null;

    public QueryPage PageOf(string host) => _byHost.GetOrAdd(host, static _ => new());

    public void Put(string host, QueryPage page) => _byHost[host] = page;

    /// <summary>The last part of the name, in either of its forms; all of it where it has neither.</summary>
    public static ReadOnlySpan<char> HostOf(string clusterName)
    {
        var host = clusterName.AsSpan();
        if (!Naming.IsSniForm(clusterName))
        {
            return host[(host.LastIndexOf('|') + 1)..];
        }

        for (var part = 1; part < 4; part++)
        {
            host = host[(host.IndexOf("_.") is var at and >= 0 ? at + 2 : 0)..];
        }

        return host;
    }
}

/// <summary>The queries for clusters of one host.</summary>
internal sealed class QueryPage
{
    private EndpointQuery[] _queries = [];

    public EndpointQuery? Find(string clusterName)
    {
        foreach (var query in Volatile.Read(ref _queries))
        {
            if (query.ClusterName == clusterName)
            {
                return query;
            }
        }

        return null;
    }

    public void Add(EndpointQuery query)
    {
        var known = Volatile.Read(ref _queries);
        while (!Holds(known, query.ClusterName))
        {
            var before = Interlocked.CompareExchange(ref _queries, [.. known, query], known);
            if (ReferenceEquals(before, known))
            {
                return;
            }

            known = before;
        }
    }

    private static bool Holds(EndpointQuery[] queries, string clusterName)
    {
        foreach (var query in queries)
        {
            if (query.ClusterName == clusterName)
            {
                return true;
            }
        }

        return false;
    }
}
