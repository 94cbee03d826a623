namespace MeshActors.Mesh.Registry;

/// <summary>Puts what a compiler made before in the place of equal things that it made again.</summary>
internal static class KeptInstances
{
    /// <summary>
    /// The made endpoints, each replaced by an equal one of before; the list of before itself where nothing differs.
    /// </summary>
    public static IReadOnlyList<Endpoint> Of(IReadOnlyList<Endpoint> made, IReadOnlyList<Endpoint>? before)
    {
        if (before is null || before.Count == 0)
        {
            return made;
        }

        var kept = new Endpoint[made.Count];
        HashSet<Endpoint>? known = null;
        var same = made.Count == before.Count;
        for (var i = 0; i < made.Count; i++)
        {
            // Most changes leave the order alone; only behind the first difference is a set worth its making.
            if (i < before.Count && made[i].Equals(before[i]))
            {
                kept[i] = before[i];
                continue;
            }

            same = false;
            known ??= [.. before];
            kept[i] = known.TryGetValue(made[i], out var old) ? old : made[i];
        }

        return same ? before : kept;
    }

    /// <summary>Whether both lists hold the same instances in the same order.</summary>
    public static bool SameReferences<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
        where T : class
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!ReferenceEquals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }
}
