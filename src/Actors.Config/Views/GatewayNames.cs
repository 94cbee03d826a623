using System.Collections.Frozen;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Config.Views;

/// <summary>What is known of the names of network gateways: which are wanted, and which addresses they were last found to have.</summary>
internal sealed class GatewayNames
{
    private readonly Dictionary<string, IReadOnlyList<string>> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private (MeshGlobals Plain, MeshGlobals With)? _last;
    private FrozenSet<string> _wanted = [];

    /// <summary>Whether nothing is known yet of a name that is wanted: not even that it has no addresses.</summary>
    public bool IsWaiting => _wanted.Any(name => !_found.ContainsKey(name));

    /// <summary>Names to be asked for again.</summary>
    public IReadOnlyList<string> Due() => [.. _wanted.Where(_asked.Add)];

    /// <returns>names to be asked for now</returns>
    public IReadOnlyList<string> Want(IEnumerable<string> names)
    {
        _wanted = names.ToFrozenSet(StringComparer.Ordinal);
        foreach (var gone in _found.Keys.Where(name => !_wanted.Contains(name)).ToList())
        {
            _found.Remove(gone);
            _last = null;
        }

        return [.. _wanted.Where(name => !_found.ContainsKey(name) && _asked.Add(name))];
    }

    /// <summary>Takes an answer. One without addresses does not take away what was known: DNS may be out of order.</summary>
    /// <returns>whether it told anything new</returns>
    public bool Take(string name, IReadOnlyList<string> addresses)
    {
        _asked.Remove(name);
        if (!_wanted.Contains(name))
        {
            return false;
        }

        IReadOnlyList<string> sorted = [.. addresses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (_found.TryGetValue(name, out var known) && (sorted.Count == 0 || known.SequenceEqual(sorted)))
        {
            return false;
        }

        _found[name] = sorted;
        _last = null;
        return true;
    }

    /// <summary>The globals with the addresses; the same instance while neither changes.</summary>
    public MeshGlobals ApplyTo(MeshGlobals globals)
    {
        if (_last is not { } last || !ReferenceEquals(last.Plain, globals))
        {
            _last = last = (globals, _found.Count == 0 ? globals : globals.WithGatewayAddresses(_found.ToFrozenDictionary(StringComparer.Ordinal)));
        }

        return last.With;
    }
}
