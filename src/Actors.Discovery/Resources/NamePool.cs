using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MeshActors.Actors.Discovery.Resources;

/// <summary>
/// Shares sets of names between the proxies of a replica: those of one scope ask for the same thousand clusters, and a set of
/// its own for each would be most of what a connection holds. Holds nothing alive itself. Safe for several threads.
/// </summary>
/// <remarks>
/// A set is known by a sum over keyed hashes of its names. The key is secret to the process, so that no client can name things
/// such that its set passes for another's.
/// </remarks>
public sealed class NamePool
{
    private readonly ConcurrentDictionary<(ulong Hash, int Count), WeakReference<NameSet>> _sets = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(16);

    public int Count => _sets.Count;

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

        return Find(hash, distinct.Count) ?? Keep(new(distinct, hash));
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
            : Find(hash, names.Count) ?? Keep(new(names, hash));
    }

    /// <summary>Forgets sets that nobody holds any more.</summary>
    public void Sweep()
    {
        foreach (var entry in _sets)
        {
            if (!entry.Value.TryGetTarget(out _))
            {
                _sets.TryRemove(entry);
            }
        }
    }

    private NameSet? Find(ulong hash, int count) =>
        _sets.TryGetValue((hash, count), out var held) && held.TryGetTarget(out var set) ? set : null;

    private NameSet Keep(NameSet set)
    {
        var reference = new WeakReference<NameSet>(set);
        var kept = _sets.AddOrUpdate(
            (set.Hash, set.Count), static (_, made) => made, static (_, held, made) => held.TryGetTarget(out var _) ? held : made, reference);
        return kept.TryGetTarget(out var first) ? first : set;
    }

    private ulong HashOf(string name)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, MemoryMarshal.AsBytes(name.AsSpan()), digest);
        return BitConverter.ToUInt64(digest);
    }
}
