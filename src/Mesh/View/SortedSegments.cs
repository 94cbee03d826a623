namespace MeshActors.Mesh.View;

/// <summary>Keeps sorted lists in order as items come and go.</summary>
internal static class SortedSegments
{
    /// <summary>
    /// Takes items out of a sorted list and puts others in. Null where one of those has no place of its own, as another one equals it in order: then
    /// more than their order decides.
    /// </summary>
    /// <param name="sorted">The list.</param>
    /// <param name="gone">What goes, in any order; what is not there is ignored.</param>
    /// <param name="come">What comes, in any order.</param>
    /// <param name="order">The order of the list.</param>
    /// <param name="isSame">Whether an item of the list is what goes.</param>
    public static SegmentedList<T>? Exchange<T>(
        this SegmentedList<T> sorted, IReadOnlyList<T> gone, IReadOnlyList<T> come, IComparer<T> order, Func<T, T, bool> isSame)
        where T : class
    {
        // Mostly one takes the place of another one.
        if (gone.Count == 1 && come.Count == 1 && order.Compare(gone[0], come[0]) == 0 && sorted.IndexOf(gone[0], order, isSame) is var place and >= 0)
        {
            var isAlone = (place == 0 || order.Compare(sorted[place - 1], come[0]) < 0)
                && (place == sorted.Count - 1 || order.Compare(come[0], sorted[place + 1]) < 0);
            return isAlone ? sorted.Replace(place, 1, [come[0]]) : null;
        }

        foreach (var item in gone)
        {
            if (sorted.IndexOf(item, order, isSame) is var at and >= 0)
            {
                sorted = sorted.Replace(at, 1, []);
            }
        }

        foreach (var item in come)
        {
            var at = sorted.LowerBound(item, order.Compare);
            if (at < sorted.Count && order.Compare(sorted[at], item) == 0)
            {
                return null;
            }

            sorted = sorted.Replace(at, 0, [item]);
        }

        return sorted;
    }

    private static int IndexOf<T>(this SegmentedList<T> sorted, T item, IComparer<T> order, Func<T, T, bool> isSame)
        where T : class
    {
        for (var at = sorted.LowerBound(item, order.Compare); at < sorted.Count && order.Compare(sorted[at], item) == 0; at++)
        {
            if (isSame(sorted[at], item))
            {
                return at;
            }
        }

        return -1;
    }
}
