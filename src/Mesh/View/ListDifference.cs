namespace MeshActors.Mesh.View;

/// <summary>What two lists of the same things, in whatever order, differ in. Instances count.</summary>
internal static class ListDifference
{
    /// <returns>What only the first has, and what only the second has.</returns>
    public static (HashSet<T> Gone, List<T> Come) Of<T>(IReadOnlyCollection<T> before, IEnumerable<T> after)
        where T : class
    {
        var gone = new HashSet<T>(before, ReferenceEqualityComparer.Instance);
        List<T> come = [];
        foreach (var item in after)
        {
            if (!gone.Remove(item))
            {
                come.Add(item);
            }
        }

        return (gone, come);
    }
}
