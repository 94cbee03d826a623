namespace MeshActors.Actors.Contracts.Snapshots;

/// <summary>How one list became the next, by position: whoever holds the one makes the other of it with few words. Items are known by instance.</summary>
/// <param name="Parts">The next list, part by part.</param>
public sealed record ListDelta<T>(IReadOnlyList<ListPart<T>> Parts)
    where T : class
{
    public static ListDelta<T> Between(IReadOnlyList<T> before, IReadOnlyList<T> after)
    {
        var positions = new Dictionary<T, int>(before.Count, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < before.Count; i++)
        {
            positions[before[i]] = i;
        }

        var parts = new List<ListPart<T>>();
        foreach (var item in after)
        {
            if (!positions.TryGetValue(item, out var position))
            {
                parts.Add(ListPart<T>.New(item));
            }
            else if (parts.Count > 0 && parts[^1] is { Count: > 0 } run && run.Start + run.Count == position)
            {
                parts[^1] = ListPart<T>.Kept(run.Start, run.Count + 1);
            }
            else
            {
                parts.Add(ListPart<T>.Kept(position, 1));
            }
        }

        return new(parts);
    }

    /// <returns>the next list, or null where the delta does not fit the one held</returns>
    public IReadOnlyList<T>? ApplyTo(IReadOnlyList<T> held)
    {
        var next = new List<T>(held.Count + 1);
        foreach (var part in Parts)
        {
            if (part.Added is { } item)
            {
                next.Add(item);
                continue;
            }

            if (part.Start < 0 || part.Count < 0 || part.Count > held.Count - part.Start)
            {
                return null;
            }

            for (var i = part.Start; i < part.Start + part.Count; i++)
            {
                next.Add(held[i]);
            }
        }

        return next;
    }
}
