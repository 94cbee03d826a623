using System.Collections;

namespace MeshActors.Mesh.View;

/// <summary>
/// An immutable list in segments: one that differs in a few items shares all other segments with the list before, so that to
/// change it and to find out what changed costs the segment and not the list. How it is divided depends on what was changed before;
/// what it holds does not.
/// </summary>
public sealed class SegmentedList<T> : IReadOnlyList<T>
    where T : class
{
    /// <summary>How long segments are at first; they grow to twice of that before they are divided.</summary>
    private const int Usual = 64;

    public static readonly SegmentedList<T> Empty = new([]);

    private readonly T[][] _segments;

    // Where each segment ends in the list.
    private readonly int[] _ends;

    private SegmentedList(T[][] segments)
    {
        _segments = segments;
        _ends = new int[segments.Length];
        var end = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            _ends[i] = end += segments[i].Length;
        }
    }

    public int Count => _ends.Length == 0 ? 0 : _ends[^1];

    /// <summary>The items in order, divided. Some may be empty.</summary>
    public ReadOnlySpan<T[]> Segments => _segments;

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            var segment = SegmentAt(index);
            return _segments[segment][index - StartOf(segment)];
        }
    }

    public static SegmentedList<T> Of(IReadOnlyList<T> items)
    {
        if (items.Count == 0)
        {
            return Empty;
        }

        T[] all = [.. items];
        return new(Divide(all));
    }

    /// <summary>The list with other items in the place of some.</summary>
    /// <param name="start">Where those begin that go.</param>
    /// <param name="gone">How many go.</param>
    /// <param name="come">What comes in their stead.</param>
    public SegmentedList<T> Replace(int start, int gone, ReadOnlySpan<T> come)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + gone, Count);
        if (gone == 0 && come.IsEmpty)
        {
            return this;
        }

        if (_segments.Length == 0)
        {
            return new(Divide(come.ToArray()));
        }

        var first = start == Count ? _segments.Length - 1 : SegmentAt(start);
        var last = gone == 0 ? first : SegmentAt(start + gone - 1);
        var before = _segments[first].AsSpan(0, start - StartOf(first));
        var behind = _segments[last].AsSpan(start + gone - StartOf(last));
        T[] between = [.. before, .. come, .. behind];
        var divided = between.Length == 0 ? [] : between.Length <= 2 * Usual ? [between] : Divide(between);
        return new([.. _segments.AsSpan(0, first), .. divided, .. _segments.AsSpan(last + 1)]);
    }

    /// <summary>
    /// A list of what each segment is made into. What was made of a segment before is kept where the segment still is: at the beginning and at the
    /// end of the list, up to where segments differ.
    /// </summary>
    /// <param name="before">The list before.</param>
    /// <param name="known">What was made of that.</param>
    /// <param name="make">Makes the items that stand for a segment; as many as it likes.</param>
    public SegmentedList<TMade> Each<TMade>(SegmentedList<T>? before, SegmentedList<TMade>? known, Func<T[], TMade[]> make)
        where TMade : class
    {
        var made = new TMade[_segments.Length][];
        var (start, end) = (0, 0);
        if (before is not null && known is not null)
        {
            var (was, shorter) = (before._segments, Math.Min(before._segments.Length, made.Length));
            for (; start < shorter && ReferenceEquals(was[start], _segments[start]); start++)
            {
                made[start] = known._segments[start];
            }

            for (; end < shorter - start && ReferenceEquals(was[^(end + 1)], _segments[^(end + 1)]); end++)
            {
                made[^(end + 1)] = known._segments[^(end + 1)];
            }
        }

        for (var i = start; i < made.Length - end; i++)
        {
            made[i] = make(_segments[i]);
        }

        return new(made);
    }

    /// <summary>The list with others behind it.</summary>
    public SegmentedList<T> Append(T[] items) => items.Length == 0 ? this : new([.. _segments, items]);

    /// <summary>Copies all items to the beginning of a span.</summary>
    public void CopyTo(Span<T> target)
    {
        foreach (var segment in _segments)
        {
            segment.CopyTo(target);
            target = target[segment.Length..];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var segment in _segments)
        {
            foreach (var item in segment)
            {
                yield return item;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int StartOf(int segment) => segment == 0 ? 0 : _ends[segment - 1];

    /// <summary>The segment that holds the item of an index: the first one that ends behind it.</summary>
    private int SegmentAt(int index)
    {
        var (low, high) = (0, _ends.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _ends[middle] > index ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static T[][] Divide(T[] items)
    {
        var segments = new T[(items.Length + Usual - 1) / Usual][];
        for (var i = 0; i < segments.Length; i++)
        {
            var (from, to) = ((int)((long)items.Length * i / segments.Length), (int)((long)items.Length * (i + 1) / segments.Length));
            segments[i] = items[from..to];
        }

        return segments;
    }
}
