namespace MeshActors.Mesh.View;

/// <summary>What two lists of the same things, in whatever order, differ in. Instances count.</summary>
public static class ListDifference
{
    /// <returns>What only the first has, and what only the second has.</returns>
    public static (T[] Gone, T[] Come) Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : class
    {
        // What stands where it stood needs no look-up, and mostly one item took the place of another one.
        var steps = ListStep.All(before, after);
        if (steps is [{ IsOneForOne: true, Start: var place }])
        {
            return ([before[place]], [after[place]]);
        }

        var gone = new HashSet<T>(ReferenceEqualityComparer.Instance);
        var offset = 0;
        foreach (var step in steps)
        {
            for (var i = 0; i < step.Gone; i++)
            {
                gone.Add(before[step.Start + offset + i]);
            }

            offset += step.Gone - step.Come;
        }

        List<T> come = [];
        foreach (var step in steps)
        {
            for (var i = step.Start; i < step.Start + step.Come; i++)
            {
                if (!gone.Remove(after[i]))
                {
                    come.Add(after[i]);
                }
            }
        }

        return ([.. gone], [.. come]);
    }
}
