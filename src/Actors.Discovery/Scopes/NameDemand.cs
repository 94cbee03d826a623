using MeshActors.Actors.Discovery.Resources;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>
/// Which names of one type the proxies of a scope ask for. Proxies that ask for the same share their set, which is counted once,
/// so that a thousand proxies with a thousand clusters cost a thousand names.
/// </summary>
internal sealed class NameDemand
{
    private readonly Dictionary<IActorRef, NameSet> _byProxy = [];
    private readonly Dictionary<NameSet, int> _sets = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> All => _names.Keys;

    public int Count => _names.Count;

    public bool Contains(string name) => _names.ContainsKey(name);

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
        foreach (var name in names)
        {
            if (_names.TryGetValue(name, out var sets))
            {
                _names[name] = sets + 1;
            }
            else
            {
                _names[name] = 1;
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
        foreach (var name in names)
        {
            if (--_names[name] == 0)
            {
                _names.Remove(name);
                dropped.Add(name);
            }
        }
    }
}
