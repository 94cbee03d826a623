using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>What a sidecar holds of one type, and which names of it it wants.</summary>
internal sealed class NamedType
{
    private readonly Dictionary<string, string> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CatalogEntry> _naming = new(StringComparer.Ordinal);
    private HashSet<string> _wanted = new(StringComparer.Ordinal);
    private int _missing;

    /// <summary>Version by name of everything held.</summary>
    public IReadOnlyDictionary<string, string> Versions => _versions;

    public IReadOnlyCollection<string> Wanted => _wanted;

    /// <summary>Whether a response has come on this connection.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>Whether every wanted name is held.</summary>
    public bool HasAll => _missing == 0;

    /// <summary>A new connection begins.</summary>
    /// <param name="forgets">Whether what is held does not count any more: a state-of-the-world server is not told of it, and sends all again.</param>
    public void Reconnect(bool forgets)
    {
        HasAnswer = false;
        if (forgets)
        {
            _versions.Clear();
            _naming.Clear();
            _wanted.Clear();
            _missing = 0;
        }
    }

    public void Take(ScannedResponse response, bool whole)
    {
        HasAnswer = true;
        if (whole)
        {
            _versions.Clear();
            _naming.Clear();
        }

        foreach (var (name, version, entry) in response.Resources)
        {
            if (_versions.TryAdd(name, version))
            {
                _missing -= _wanted.Contains(name) ? 1 : 0;
            }
            else
            {
                _versions[name] = version;
            }

            if (entry.Names.Count > 0)
            {
                _naming[name] = entry;
            }
        }

        foreach (var name in response.Removed)
        {
            _naming.Remove(name);
            if (_versions.Remove(name) && _wanted.Contains(name))
            {
                _missing++;
            }
        }
    }

    /// <summary>Wants exactly what the owners name.</summary>
    public (IReadOnlyList<string> Added, IReadOnlyList<string> Removed) Want(NamedType owners)
    {
        var wanted = owners._naming.Values.SelectMany(entry => entry.Names).ToHashSet(StringComparer.Ordinal);
        if (wanted.SetEquals(_wanted))
        {
            return ([], []);
        }

        string[] added = [.. wanted.Except(_wanted)];
        string[] removed = [.. _wanted.Except(wanted)];
        foreach (var name in removed)
        {
            _versions.Remove(name);
        }

        _wanted = wanted;
        _missing = wanted.Count(name => !_versions.ContainsKey(name));
        return (added, removed);
    }
}
