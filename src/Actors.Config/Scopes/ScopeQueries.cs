using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>
/// The queries for the load assignments that a scope's subscribers ask for, by cluster name. Those that other scopes have too
/// stay in the book that they share; only what is this proxy's own is held here.
/// </summary>
internal sealed class ScopeQueries
{
    private static readonly Dictionary<string, EndpointQuery> Nothing = new(StringComparer.Ordinal);

    private readonly Dictionary<string, EndpointQuery> _own = new(StringComparer.Ordinal);
    private EndpointQueryBook? _book;

    /// <summary>The queries of all the names, told to somebody who holds none.</summary>
    public IReadOnlyDictionary<string, EndpointQuery> Of(TranslationContext context, EndpointQueryBook book, IReadOnlyCollection<string> names)
    {
        var answers = new Dictionary<string, EndpointQuery>(names.Count, StringComparer.Ordinal);
        foreach (var name in names)
        {
            answers[name] = Find(context, book, name);
        }

        return answers;
    }

    public void Remove(string name) => _own.Remove(name);

    /// <summary>Looks at a new view.</summary>
    /// <param name="context">The proxy in it.</param>
    /// <param name="book">Its book.</param>
    /// <param name="asked">Everything asked for; not looked at where the book is the same.</param>
    /// <returns>the queries that differ; all of them the first time</returns>
    public IReadOnlyDictionary<string, EndpointQuery> Update(
        TranslationContext context, EndpointQueryBook book, Func<IReadOnlyCollection<string>> asked)
    {
        var before = _book;
        _book = book;
        if (before is null)
        {
            return asked() is { Count: > 0 } all ? Of(context, book, all) : Nothing;
        }

        Dictionary<string, EndpointQuery>? changed = null;
        string[] names = ReferenceEquals(book, before) ? [.. _own.Keys] : [.. _own.Keys.Union(book.MayDiffer(before, asked()))];
        foreach (var name in names)
        {
            var known = _own.GetValueOrDefault(name) ?? before.Find(name);
            var now = Find(context, book, name);
            if (known is null ? !now.IsEmpty : known != now)
            {
                (changed ??= new(StringComparer.Ordinal))[name] = now;
            }
        }

        return changed ?? Nothing;
    }

    private EndpointQuery Find(TranslationContext context, EndpointQueryBook book, string name)
    {
        var query = book.For(context, name, out var isLasting);
        if (isLasting)
        {
            _own.Remove(name);
        }
        else
        {
            _own[name] = query;
        }

        return query;
    }
}
