using System.Collections.Concurrent;

namespace MeshActors.Translation;

/// <summary>
/// Remembers what a pure function made of its inputs. The key must be the whole input: references of immutable objects and
/// plain values, nothing ambient. Entries that two sweeps in a row did not use are dropped.
/// </summary>
/// <remarks>Safe for several threads; a race at worst computes the same value twice.</remarks>
/// <param name="ofParts">
/// Whether values are put together from what other memos hold. Those see no use while this one answers, so the first use
/// after each sweep computes again, which finds every part, tells the others so, and leaves the value as it is.
/// </param>
/// <param name="expected">About how many entries there will be in a mesh of usual size, so that the table need not grow again and again.</param>
public sealed class Memo<TKey, TValue>(bool ofParts = false, int expected = Memo<TKey, TValue>.Few)
    where TKey : notnull
{
    private const int Few = 31;
    private const int AsManyAsProcessors = -1;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new(AsManyAsProcessors, expected);
    private int _generation;

    public int Count => _entries.Count;

    /// <summary>How often a value was computed, for tests and benchmarks that count work.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    private long _misses;

    public TValue GetOrAdd<TArgument>(TKey key, Func<TKey, TArgument, TValue> compute, TArgument argument)
    {
        // One call, as to hash a key may cost more than to find it.
        var entry = _entries.GetOrAdd(key, static (key, made) => made.Memo.Make(made.Compute(key, made.Argument)), (Memo: this, Compute: compute, Argument: argument));
        var now = Volatile.Read(ref _generation);
        if (entry.LastUsed != now)
        {
            entry.LastUsed = now;
            if (ofParts)
            {
                compute(key, argument);
            }
        }

        return entry.Value;
    }

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> compute) =>
        GetOrAdd(key, static (k, f) => f(k), compute);

    /// <summary>Drops what was not used since the sweep before the last one.</summary>
    public void Sweep()
    {
        var oldest = Interlocked.Increment(ref _generation) - 2;
        foreach (var (key, entry) in _entries)
        {
            if (entry.LastUsed < oldest)
            {
                _entries.TryRemove(key, out _);
            }
        }
    }

    private Entry Make(TValue value)
    {
        Interlocked.Increment(ref _misses);
        return new(value) { LastUsed = Volatile.Read(ref _generation) };
    }

    private sealed class Entry(TValue value)
    {
        public TValue Value { get; } = value;

        public int LastUsed { get; set; }
    }
}
