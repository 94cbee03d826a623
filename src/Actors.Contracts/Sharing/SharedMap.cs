using System.Numerics;
using System.Runtime.CompilerServices;

namespace MeshActors.Actors.Contracts.Sharing;

/// <summary>
/// An immutable map from names to values, whose form depends on its content only: not on the order or the history in which that came
/// about. So maps of one pool share everything in which they agree. Two hundred scopes with the same thousand clusters and one of their
/// own each cost a thousand, and what differs between two maps is found without a look at what does not.
/// </summary>
/// <remarks>Names are spread over buckets by a hash that is keyed for the process, so that clients cannot crowd one.</remarks>
public sealed class SharedMap<TValue>
    where TValue : class
{
    internal static readonly IEqualityComparer<SharedMap<TValue>> ByContent = new ContentComparer();

    private const int NamesPerBucket = 16;

    private readonly SharedMapPool<TValue> _pool;
    private readonly SharedBucket<TValue>[] _buckets;
    private readonly int _hash;

    internal SharedMap(SharedMapPool<TValue> pool, SharedBucket<TValue>[] buckets, int count)
    {
        (_pool, _buckets, Count) = (pool, buckets, count);
        var hash = new HashCode();
        foreach (var bucket in buckets)
        {
            hash.Add(RuntimeHelpers.GetHashCode(bucket));
        }

        _hash = hash.ToHashCode();
    }

    public int Count { get; }

    public bool Contains(string name) => TryGetValue(name, out _);

    /// <summary>The value of a name; null where it has none, or is not in the map.</summary>
    public TValue? Find(string name) => TryGetValue(name, out var value) ? value : null;

    /// <summary>Whether the name is in the map, and its value, which may be null.</summary>
    public bool TryGetValue(string name, out TValue? value)
    {
        var hash = SharedBucket<TValue>.HashOf(name);
        var bucket = _buckets[hash & (_buckets.Length - 1)];
        var at = bucket.Find(hash, name);
        value = at < 0 ? null : bucket.Entries[at].Value;
        return at >= 0;
    }

    /// <summary>The map with one value; this instance where nothing changes.</summary>
    public SharedMap<TValue> With(string name, TValue? value) => With([new(name, value)], []);

    /// <summary>The map with these values and without those names; this instance where nothing changes.</summary>
    public SharedMap<TValue> With(IReadOnlyCollection<KeyValuePair<string, TValue?>> values, IReadOnlyCollection<string> gone)
    {
        var edit = new Edit(_buckets, Count, values.Count);
        foreach (var name in gone)
        {
            edit.Remove(name);
        }

        foreach (var (name, value) in values)
        {
            edit.Set(name, value);
        }

        return edit.IsNothing ? this : _pool.Intern(new SharedMap<TValue>(_pool, edit.Finish(_pool), edit.Count));
    }

    /// <summary>Adds the names whose values differ from another map of the same pool, also those that only one of them has.</summary>
    public void AddDifferences(SharedMap<TValue> other, ICollection<string> names)
    {
        if (ReferenceEquals(this, other))
        {
            return;
        }

        if (_buckets.Length != other._buckets.Length)
        {
            AddDiffering(_buckets, other, names);
            AddMissing(other._buckets, this, names);
            return;
        }

        for (var i = 0; i < _buckets.Length; i++)
        {
            if (!ReferenceEquals(_buckets[i], other._buckets[i]))
            {
                AddDiffering(_buckets.AsSpan(i, 1), other, names);
                AddMissing(other._buckets.AsSpan(i, 1), this, names);
            }
        }
    }

    public Enumerator GetEnumerator() => new(_buckets);

    internal static int BucketsFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, count / NamesPerBucket));

    private static void AddDiffering(ReadOnlySpan<SharedBucket<TValue>> buckets, SharedMap<TValue> other, ICollection<string> names)
    {
        foreach (var bucket in buckets)
        {
            foreach (var (_, name, value) in bucket.Entries)
            {
                if (!other.TryGetValue(name, out var its) || !ReferenceEquals(value, its))
                {
                    names.Add(name);
                }
            }
        }
    }

    private static void AddMissing(ReadOnlySpan<SharedBucket<TValue>> buckets, SharedMap<TValue> other, ICollection<string> names)
    {
        foreach (var bucket in buckets)
        {
            foreach (var (_, name, _) in bucket.Entries)
            {
                if (!other.Contains(name))
                {
                    names.Add(name);
                }
            }
        }
    }

    /// <summary>A map in the making: buckets are replaced one name at a time, and become shared ones at the end.</summary>
    private struct Edit(SharedBucket<TValue>[] before, int count, int more)
    {
        // What multiplies is spread at once: few buckets would each be copied over and over.
        private SharedBucket<TValue>[]? _buckets = more > 4 * count && BucketsFor(more) > before.Length ? Spread(before, BucketsFor(more)) : null;
        private bool _isChanged;

        public int Count { get; private set; } = count;

        public readonly bool IsNothing => !_isChanged;

        public void Set(string name, TValue? value)
        {
            var hash = SharedBucket<TValue>.HashOf(name);
            var bucket = At(hash);
            var after = bucket.With(hash, name, value);
            Replace(hash, bucket, after);
            Count += after.Entries.Length - bucket.Entries.Length;
        }

        public void Remove(string name)
        {
            var hash = SharedBucket<TValue>.HashOf(name);
            var bucket = At(hash);
            var after = bucket.Without(hash, name);
            Replace(hash, bucket, after);
            Count += after.Entries.Length - bucket.Entries.Length;
        }

        public readonly SharedBucket<TValue>[] Finish(SharedMapPool<TValue> pool)
        {
            var buckets = _buckets!.Length == BucketsFor(Count) ? _buckets : Spread(_buckets, BucketsFor(Count));
            for (var i = 0; i < buckets.Length; i++)
            {
                if (buckets.Length != before.Length || !ReferenceEquals(buckets[i], before[i]))
                {
                    buckets[i] = pool.Intern(buckets[i]);
                }
            }

            return buckets;
        }

        private readonly SharedBucket<TValue> At(int hash)
        {
            var buckets = _buckets ?? before;
            return buckets[hash & (buckets.Length - 1)];
        }

        private void Replace(int hash, SharedBucket<TValue> bucket, SharedBucket<TValue> after)
        {
            if (!ReferenceEquals(bucket, after))
            {
                _isChanged = true;
                _buckets ??= before.AsSpan().ToArray();
                _buckets[hash & (_buckets.Length - 1)] = after;
            }
        }

        private static SharedBucket<TValue>[] Spread(SharedBucket<TValue>[] from, int size)
        {
            var to = new SharedBucket<TValue>[size];
            Array.Fill(to, SharedBucket<TValue>.Empty);
            foreach (var bucket in from)
            {
                foreach (var (hash, name, value) in bucket.Entries)
                {
                    ref var target = ref to[hash & (size - 1)];
                    target = target.With(hash, name, value);
                }
            }

            return to;
        }
    }

    /// <summary>In no order that means anything.</summary>
    public struct Enumerator
    {
        private readonly SharedBucket<TValue>[] _buckets;
        private int _bucket;
        private int _entry;

        internal Enumerator(SharedBucket<TValue>[] buckets)
        {
            (_buckets, _entry) = (buckets, -1);
        }

        public readonly KeyValuePair<string, TValue?> Current
        {
            get
            {
                var (_, name, value) = _buckets[_bucket].Entries[_entry];
                return new(name, value);
            }
        }

        public bool MoveNext()
        {
            _entry++;
            while (_bucket < _buckets.Length && _entry >= _buckets[_bucket].Entries.Length)
            {
                _bucket++;
                _entry = 0;
            }

            return _bucket < _buckets.Length;
        }
    }

    private sealed class ContentComparer : IEqualityComparer<SharedMap<TValue>>
    {
        public bool Equals(SharedMap<TValue>? one, SharedMap<TValue>? other) =>
            ReferenceEquals(one, other)
            || (one is not null && other is not null && one.Count == other.Count && one._buckets.AsSpan().SequenceEqual(other._buckets));

        public int GetHashCode(SharedMap<TValue> map) => map._hash;
    }
}
