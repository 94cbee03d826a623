namespace MeshActors.Mesh.View;

/// <summary>
/// Where two lists of instances differ: both are the same before <see cref="Start"/> and behind what differs. To find that compares references
/// only, which for the lists of a whole mesh costs next to nothing beside anything that is made of them.
/// </summary>
/// <param name="Start">Where the difference begins.</param>
/// <param name="Gone">How many items the first list has from there on that the second one has not in these places.</param>
/// <param name="Come">How many items the second list has in their stead.</param>
public readonly record struct ListStep(int Start, int Gone, int Come)
{
    public bool IsEmpty => Gone == 0 && Come == 0;

    /// <summary>Whether one item stands in the place of another one, and all others stayed.</summary>
    public bool IsOneForOne => Gone == 1 && Come == 1;

    /// <summary>Whether the item at a place of the second list is one of those that came.</summary>
    public bool Includes(int place) => place >= Start && place < Start + Come;

    public static ListStep Between<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : class =>
        ReferenceEquals(before, after) ? default
        : before is SegmentedList<T> was && after is SegmentedList<T> now ? Between(was, now)
        : Between(Items(before as T[] ?? [.. before]), Items(after as T[] ?? [.. after]));

    /// <summary>
    /// All places where two lists differ, in order, as far as segments that both share tell them apart. <see cref="Start"/> is the place in the second
    /// list, which is where a step begins in a list that has taken all steps before it.
    /// </summary>
    public static ListStep[] All<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : class
    {
        if (before is not SegmentedList<T> was || after is not SegmentedList<T> now)
        {
            return Between(before, after) is { IsEmpty: false } step ? [step] : [];
        }

        // Nearly always all that differs stands in one segment.
        var (first, last) = SharedEnds(was.Segments, now.Segments);
        if (was.Segments.Length - first - last <= 1 && now.Segments.Length - first - last <= 1)
        {
            return Between(was, now, first, last) is { IsEmpty: false } step ? [step] : [];
        }

        List<ListStep> steps = [];
        var places = Places(was.Segments);
        var (start, from, segment) = (0, 0, 0);
        for (var i = 0; i <= now.Segments.Length; i++)
        {
            var shared = i == now.Segments.Length ? was.Segments.Length : places.GetValueOrDefault(now.Segments[i], -1);
            if (shared < from)
            {
                continue;
            }

            // What stands between this segment and the last one that is shared.
            var rest = Between(Items(was.Segments[from..shared]), Items(now.Segments[segment..i]));
            if (!rest.IsEmpty)
            {
                steps.Add(rest with { Start = rest.Start + start });
            }

            for (; segment <= i && segment < now.Segments.Length; segment++)
            {
                start += now.Segments[segment].Length;
            }

            from = shared + 1;
        }

        return [.. steps];
    }

    private static Dictionary<T[], int> Places<T>(ReadOnlySpan<T[]> segments)
    {
        var places = new Dictionary<T[], int>(segments.Length);
        for (var i = 0; i < segments.Length; i++)
        {
            places.TryAdd(segments[i], i);
        }

        return places;
    }

    /// <summary>Segments that both share are stepped over.</summary>
    private static ListStep Between<T>(SegmentedList<T> before, SegmentedList<T> after)
        where T : class
    {
        var (first, last) = SharedEnds(before.Segments, after.Segments);
        return Between(before, after, first, last);
    }

    /// <param name="before">The one list.</param>
    /// <param name="after">The other one.</param>
    /// <param name="first">How many segments both share at their beginning.</param>
    /// <param name="last">How many they share at their end.</param>
    private static ListStep Between<T>(SegmentedList<T> before, SegmentedList<T> after, int first, int last)
        where T : class
    {
        var rest = Between(Items(before.Segments[first..^last]), Items(after.Segments[first..^last]));
        return rest with { Start = rest.Start + before.StartOf(first) };
    }

    private static (int First, int Last) SharedEnds<T>(ReadOnlySpan<T[]> was, ReadOnlySpan<T[]> now)
    {
        var shorter = Math.Min(was.Length, now.Length);
        var first = 0;
        while (first < shorter && ReferenceEquals(was[first], now[first]))
        {
            first++;
        }

        var last = 0;
        while (last < shorter - first && ReferenceEquals(was[^(last + 1)], now[^(last + 1)]))
        {
            last++;
        }

        return (first, last);
    }

    // Of no type, as the compiler makes one code for lists of all classes, which finds out what they are at every step.
    private static ListStep Between(ReadOnlySpan<object> before, ReadOnlySpan<object> after)
    {
        var shorter = Math.Min(before.Length, after.Length);
        var start = 0;
        while (start < shorter && ReferenceEquals(before[start], after[start]))
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && ReferenceEquals(before[^(end + 1)], after[^(end + 1)]))
        {
            end++;
        }

        return new(start, before.Length - start - end, after.Length - start - end);
    }

    private static ReadOnlySpan<object> Items(object[] items) => items;

    // The items of some segments, mostly of one.
    private static ReadOnlySpan<object> Items<T>(ReadOnlySpan<T[]> segments)
        where T : class
    {
        if (segments.Length <= 1)
        {
            return Items(segments.IsEmpty ? [] : segments[0]);
        }

        List<T> items = [];
        foreach (var segment in segments)
        {
            items.AddRange(segment);
        }

        return Items(items.ToArray());
    }
}
