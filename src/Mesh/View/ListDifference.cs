namespace MeshActors.Mesh.View;

/// <summary>What two lists of the same things, in whatever order, differ in. Instances count.</summary>
internal static class ListDifference
{
    /// <returns>What only the first has, and what only the second has.</returns>
    public static (HashSet<T> Gone, List<T> Come) Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : class
    {
        // What stands where it stood needs no look-up.
        var step = ListStep.Between(before, after);
        var gone = new HashSet<T>(step.Gone, ReferenceEqualityComparer.Instance);
        for (var i = step.Start; i < step.Start + step.Gone; i++)
        {
            gone.Add(before[i]);
        }

        List<T> come = [];
        for (var i = step.Start; i < step.Start + step.Come; i++)
        {
            if (!gone.Remove(after[i]))
            {
                come.Add(after[i]);
            }
        }

        return (gone, come);
    }
}
