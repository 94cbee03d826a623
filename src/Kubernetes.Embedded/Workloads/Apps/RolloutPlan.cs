namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>How many replicas a ReplicaSet has been given and how many of them serve.</summary>
internal readonly record struct ReplicaCount(int Wanted, int Available);

/// <summary>
/// The next step of a rolling update: never more than <c>desired + maxSurge</c> pods, never fewer than
/// <c>desired - maxUnavailable</c> that serve.
/// </summary>
/// <param name="Current">Replicas for the current template.</param>
/// <param name="Old">Replicas for each older ReplicaSet, in the order given.</param>
internal sealed record RolloutPlan(int Current, IReadOnlyList<int> Old)
{
    public static RolloutPlan Rolling(int desired, int maxSurge, int maxUnavailable, ReplicaCount current, IReadOnlyList<ReplicaCount> old)
    {
        if (maxSurge == 0 && maxUnavailable == 0)
        {
            // Both round to nothing for small numbers; without room there would be no progress.
            maxUnavailable = 1;
        }

        var oldWanted = old.Sum(o => o.Wanted);
        var room = desired + maxSurge - oldWanted - current.Wanted;
        var next = current.Wanted > desired ? desired : current.Wanted + Math.Clamp(room, 0, desired - current.Wanted);

        var counts = old.Select(o => o.Wanted).ToArray();
        for (var i = 0; i < counts.Length; i++)
        {
            // What does not serve anyway costs nothing.
            counts[i] = Math.Min(counts[i], old[i].Available);
        }

        var spare = current.Available + counts.Sum() - (desired - maxUnavailable);
        for (var i = 0; i < counts.Length && spare > 0; i++)
        {
            var cut = Math.Min(counts[i], spare);
            counts[i] -= cut;
            spare -= cut;
        }

        return new RolloutPlan(next, counts);
    }

    /// <summary>All of the old go before the first of the new comes.</summary>
    /// <param name="oldPods">Pods of the old that are still there in whatever state.</param>
    public static RolloutPlan Recreate(int desired, int current, int oldCount, int oldPods) =>
        new(oldPods == 0 ? desired : current, new int[oldCount]);
}
