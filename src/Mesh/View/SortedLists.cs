namespace MeshActors.Mesh.View;

/// <summary>Keeps whole-mesh lists in order at the price of one pass, without sorting what did not change.</summary>
internal static class SortedLists
{
    /// <summary>A stable sort: equal items keep their order.</summary>
    public static T[] Sort<T>(IEnumerable<T> items, IComparer<T> order) => [.. items.Order(order)];

    /// <summary>
    /// Drops from a sorted list what <paramref name="isStale"/> says and merges sorted new items in; of equal items the old
    /// ones come first.
    /// </summary>
    public static T[] Replace<T>(IReadOnlyList<T> sorted, Func<T, bool> isStale, IReadOnlyList<T> added, IComparer<T> order)
    {
        var merged = new List<T>(sorted.Count + added.Count);
        var next = 0;
        foreach (var item in sorted)
        {
            if (isStale(item))
            {
                continue;
            }

            while (next < added.Count && order.Compare(added[next], item) < 0)
            {
                merged.Add(added[next++]);
            }

            merged.Add(item);
        }

        while (next < added.Count)
        {
            merged.Add(added[next++]);
        }

        return [.. merged];
    }
}
