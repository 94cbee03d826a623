using System.Runtime.CompilerServices;

namespace MeshActors.Actors.Contracts.Sharing;

/// <summary>The names of a map whose hashes fall together, in one order for equal contents. Immutable.</summary>
internal sealed class SharedBucket<TValue>
    where TValue : class
{
    public static readonly SharedBucket<TValue> Empty = new([]);

    public static readonly IEqualityComparer<SharedBucket<TValue>> ByContent = new ContentComparer();

    private readonly int _hash;

    private SharedBucket(Entry[] entries)
    {
        Entries = entries;
        var hash = new HashCode();
        foreach (var entry in entries)
        {
            hash.Add(entry.Hash);
            hash.Add(RuntimeHelpers.GetHashCode(entry.Value));
        }

        _hash = hash.ToHashCode();
    }

    public Entry[] Entries { get; }

    public static int HashOf(string name) => string.GetHashCode(name, StringComparison.Ordinal);

    /// <summary>Where the name stands; the complement of where it belongs if it does not.</summary>
    public int Find(int hash, string name)
    {
        for (var i = 0; i < Entries.Length; i++)
        {
            var order = Compare(Entries[i], hash, name);
            if (order >= 0)
            {
                return order == 0 ? i : ~i;
            }
        }

        return ~Entries.Length;
    }

    /// <summary>The bucket with a value for the name; this instance where it has it already.</summary>
    public SharedBucket<TValue> With(int hash, string name, TValue? value)
    {
        var at = Find(hash, name);
        if (at >= 0)
        {
            if (ReferenceEquals(Entries[at].Value, value))
            {
                return this;
            }

            var entries = Entries.AsSpan().ToArray();
            entries[at] = new(hash, Entries[at].Name, value);
            return new(entries);
        }

        at = ~at;
        return new([.. Entries.AsSpan(0, at), new(hash, name, value), .. Entries.AsSpan(at)]);
    }

    /// <summary>The bucket without the name; this instance where it is not in it.</summary>
    public SharedBucket<TValue> Without(int hash, string name)
    {
        var at = Find(hash, name);
        return at < 0 ? this : new([.. Entries.AsSpan(0, at), .. Entries.AsSpan(at + 1)]);
    }

    private static int Compare(in Entry entry, int hash, string name)
    {
        var order = entry.Hash.CompareTo(hash);
        return order != 0 ? order : string.CompareOrdinal(entry.Name, name);
    }

    internal readonly record struct Entry(int Hash, string Name, TValue? Value);

    private sealed class ContentComparer : IEqualityComparer<SharedBucket<TValue>>
    {
        public bool Equals(SharedBucket<TValue>? one, SharedBucket<TValue>? other)
        {
            if (one is null || other is null || one.Entries.Length != other.Entries.Length)
            {
                return ReferenceEquals(one, other);
            }

            for (var i = 0; i < one.Entries.Length; i++)
            {
                var (mine, its) = (one.Entries[i], other.Entries[i]);
                if (mine.Hash != its.Hash || !ReferenceEquals(mine.Value, its.Value) || mine.Name != its.Name)
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(SharedBucket<TValue> bucket) => bucket._hash;
    }
}
