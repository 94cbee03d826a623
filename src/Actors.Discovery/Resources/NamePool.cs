using MeshActors.Actors.Contracts.Sharing;

namespace MeshActors.Actors.Discovery.Resources;

/// <summary>
/// Shares sets of names between the proxies of a replica: those of one scope ask for the same thousand clusters, and a set of
/// its own for each would be most of what a connection holds. Holds nothing alive itself. Safe for several threads.
/// </summary>
/// <remarks>
/// A set is looked for by a sum over hashes of its names, which a change of few names changes cheaply. Only what is found to hold the same
/// names is shared: of two sets with one sum the later one stays with its own client.
/// </remarks>
public sealed class NamePool
{
    private readonly InstancePool<NameSet> _sets = new(NameSet.ByContent);

    public NameSet Of(IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
        {
            return NameSet.Empty;
        }

        var distinct = new HashSet<string>(names, StringComparer.Ordinal);
        ulong hash = 0;
        foreach (var name in distinct)
        {
            hash += HashOf(name);
        }

        return _sets.Intern(new(distinct, hash));
    }

    /// <summary>The set with some names more and some less; the same instance where that changes nothing.</summary>
    public NameSet Change(NameSet set, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        var hash = set.Hash;
        HashSet<string>? names = null;
        foreach (var name in added)
        {
            if (!(names?.Contains(name) ?? set.Contains(name)))
            {
                (names ??= set.Copy()).Add(name);
                hash += HashOf(name);
            }
        }

        foreach (var name in removed)
        {
            if (names?.Contains(name) ?? set.Contains(name))
            {
                (names ??= set.Copy()).Remove(name);
                hash -= HashOf(name);
            }
        }

        return names is null ? set
            : names.Count == 0 ? NameSet.Empty
            : _sets.Intern(new(names, hash));
    }

    // Spread over all bits: sums of raw hashes would meet too easily.
    private static ulong HashOf(string name)
    {
        var z = (ulong)(uint)string.GetHashCode(name, StringComparison.Ordinal) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        return z ^ (z >> 31);
    }
}
