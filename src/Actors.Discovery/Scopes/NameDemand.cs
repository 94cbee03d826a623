using MeshActors.Actors.Discovery.Resources;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>
/// Which names of one type the proxies of a scope ask for. Proxies that ask for the same share their set: a thousand proxies with a
/// thousand clusters cost one set, and only where they differ are names counted.
/// </summary>
internal sealed class NameDemand
{
    private readonly Dictionary<IActorRef, NameSet> _byProxy = [];
    private readonly Dictionary<NameSet, int> _sets = [];

    // How many sets hold each name; null while there are not two sets.
    private Dictionary<string, int>? _counts;
    private NameSet _only = NameSet.Empty;

    public IReadOnlyCollection<string> All => _counts is null ? _only.All : _counts.Keys;

    /// <summary>Another number after every change.</summary>
    public int Version { get; private set; }

    public int Count => _counts?.Count ?? _only.Count;

    public bool Contains(string name) => _counts?.ContainsKey(name) ?? _only.Contains(name);

    /// <summary>Takes what a proxy asks for now.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="names">All its names.</param>
    /// <param name="added">Filled with names that nobody had asked for.</param>
    /// <param name="dropped">Filled with names that nobody asks for any more.</param>
    public void Set(IActorRef proxy, NameSet names, List<string> added, List<string> dropped)
    {
        var before = _byProxy.GetValueOrDefault(proxy) ?? NameSet.Empty;
        if (ReferenceEquals(before, names))
        {
            return;
        }

        Version++;
        if (names.Count > 0)
        {
            _byProxy[proxy] = names;
            Add(names, added);
        }
        else
        {
            _byProxy.Remove(proxy);
        }

        if (before.Count > 0)
        {
            Remove(before, dropped);
        }
    }

    private void Add(NameSet names, List<string> added)
    {
        if (_sets.TryGetValue(names, out var proxies))
        {
            _sets[names] = proxies + 1;
            return;
        }

        _sets[names] = 1;
        if (_sets.Count == 1)
        {
            _only = names;
            added.AddRange(names.All);
            return;
        }

        if (_counts is null)
        {
            _counts = new(_only.Count + names.Count, StringComparer.Ordinal);
            foreach (var name in _only)
            {
                _counts[name] = 1;
            }
        }

        foreach (var name in names)
        {
            var held = _counts.GetValueOrDefault(name);
            _counts[name] = held + 1;
            if (held == 0)
            {
                added.Add(name);
            }
        }
    }

    private void Remove(NameSet names, List<string> dropped)
    {
        if (--_sets[names] > 0)
        {
            return;
        }

        _sets.Remove(names);
        if (_counts is null)
        {
            _only = NameSet.Empty;
            dropped.AddRange(names.All);
            return;
        }

        foreach (var name in names)
        {
            if (--_counts[name] == 0)
            {
                _counts.Remove(name);
                dropped.Add(name);
            }
        }

        if (_sets.Count == 1)
        {
            (_only, _counts) = (_sets.Keys.First(), null);
        }
    }
}
