using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>The queries for the load assignments that a scope's subscribers ask for, by cluster name.</summary>
internal sealed class ScopeQueries
{
    private static readonly Dictionary<string, EndpointQuery> Nothing = new(StringComparer.Ordinal);

    private readonly Dictionary<string, EndpointQuery> _queries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ownQueries = new(StringComparer.Ordinal);
    private EndpointQueryBook? _book;

    public IReadOnlyDictionary<string, EndpointQuery> All() => new Dictionary<string, EndpointQuery>(_queries, StringComparer.Ordinal);

    /// <summary>Adds names, or asks for known ones again.</summary>
    /// <returns>the queries of all the names</returns>
    public IReadOnlyDictionary<string, EndpointQuery> Add(TranslationContext context, EndpointQueryBook book, IReadOnlyList<string> names)
    {
        var answers = new Dictionary<string, EndpointQuery>(names.Count, StringComparer.Ordinal);
        foreach (var name in names)
        {
            answers[name] = _queries[name] = Find(context, book, name);
        }

        return answers;
    }

    public void Remove(string name)
    {
        _queries.Remove(name);
        _ownQueries.Remove(name);
    }

    /// <summary>Looks at a new view.</summary>
    /// <returns>the queries that differ</returns>
    public IReadOnlyDictionary<string, EndpointQuery> Update(TranslationContext context, EndpointQueryBook book)
    {
        var same = ReferenceEquals(book, _book);
        _book = book;
        var names = same ? _ownQueries : (IReadOnlyCollection<string>)_queries.Keys;
        Dictionary<string, EndpointQuery>? changed = null;
        foreach (var name in names.Count == 0 ? [] : names.ToArray())
        {
            var now = Find(context, book, name);
            if (now != _queries[name])
            {
                (changed ??= new(StringComparer.Ordinal))[name] = _queries[name] = now;
            }
        }

        return changed ?? Nothing;
    }

    private EndpointQuery Find(TranslationContext context, EndpointQueryBook book, string name)
    {
        var query = book.For(context, name, out var isLasting);
        if (!isLasting)
        {
            _ownQueries.Add(name);
        }

        return query;
    }
}
