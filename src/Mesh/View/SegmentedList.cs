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

    private SegmentedList(T[][] segments, int[] ends)
    {
        _segments = segments;
        _ends = ends;
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

    /// <summary>The list with another item in the place of one.</summary>
    public SegmentedList<T> With(int index, T item)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var segment = SegmentAt(index);
        var changed = (T[])_segments[segment].Clone();
        changed[index - StartOf(segment)] = item;
        var segments = (T[][])_segments.Clone();
        segments[segment] = changed;
        return new(segments, _ends);
    }

    /// <summary>
    /// A list of what each segment is made into. What was made of a segment before is kept where the segment still is.
    /// </summary>
    /// <param name="before">The list before.</param>
    /// <param name="known">What was made of that.</param>
    /// <param name="make">Makes the items that stand for a segment; as many as it likes.</param>
    public SegmentedList<TMade> Each<TMade>(SegmentedList<T>? before, SegmentedList<TMade>? known, Func<T[], TMade[]> make)
        where TMade : class
    {
        var made = new TMade[_segments.Length][];
        var (start, end) = (0, 0);
        Dictionary<T[], int>? places = null;
        if (before is not null && known is not null)
        {
            // Nearly all segments stand where they stood, from the beginning or from the end.
            var (was, shorter) = (before._segments, Math.Min(before._segments.Length, made.Length));
            for (; start < shorter && ReferenceEquals(was[start], _segments[start]); start++)
            {
                made[start] = known._segments[start];
            }

            for (; end < shorter - start && ReferenceEquals(was[^(end + 1)], _segments[^(end + 1)]); end++)
            {
                made[^(end + 1)] = known._segments[^(end + 1)];
            }

            for (var i = start; i < was.Length - end && made.Length - start - end > 1; i++)
            {
                (places ??= []).TryAdd(was[i], i);
            }
        }

        for (var i = start; i < made.Length - end; i++)
        {
            made[i] = places is not null && places.TryGetValue(_segments[i], out var place) ? known!._segments[place] : make(_segments[i]);
        }

        return new(made);
    }

    /// <summary>The list with each item revised, in order. Segments in which every item stays are kept.</summary>
    public SegmentedList<T> Revise(Func<T, T> revise)
    {
        var segments = Array.ConvertAll(_segments, segment =>
        {
            var revised = Array.ConvertAll(segment, item => revise(item));
            return revised.AsSpan().SequenceEqual(segment, ReferenceEqualityComparer.Instance) ? segment : revised;
        });
        return new(segments);
    }

    /// <summary>The list with others behind it.</summary>
    public SegmentedList<T> Append(T[] items) => items.Length == 0 ? this : new([.. _segments, items]);

    /// <summary>The list with all of another one behind it.</summary>
    public SegmentedList<T> Append(SegmentedList<T> other) => other.Count == 0 ? this : Count == 0 ? other : new([.. _segments, .. other._segments]);

    /// <summary>Where an item is in the list; less than 0 where it is not.</summary>
    public int IndexOf(T item)
    {
        for (var i = 0; i < _segments.Length; i++)
        {
            if (Array.IndexOf(_segments[i], item) is var at and >= 0)
            {
                return StartOf(i) + at;
            }
        }

        return -1;
    }

    /// <summary>Of a list in some order, the index of the first item that does not stand before a place in it.</summary>
    /// <param name="place">The place.</param>
    /// <param name="compare">Compares an item with it.</param>
    public int LowerBound<TPlace>(TPlace place, Func<T, TPlace, int> compare)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = compare(this[middle], place) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

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

    /// <summary>The index of a segment's first item; of the segment behind the last one, how many items there are.</summary>
    internal int StartOf(int segment) => segment == 0 ? 0 : _ends[segment - 1];

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
