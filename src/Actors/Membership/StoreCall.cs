namespace MeshActors.Actors.Membership;

/// <summary>Calls of the lease store, bounded in time and off the actor's hands.</summary>
internal static class StoreCall
{
    /// <summary>Runs an operation; after the time limit it is cancelled, and given up whether or not it takes notice.</summary>
    public static async Task<T> WithTimeout<T>(Func<CancellationToken, Task<T>> operation, TimeSpan timeout, TimeProvider clock)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        return await operation(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
    }

    /// <summary>Hands every change to the sink until the watch ends.</summary>
    public static async Task Watch(ILeaseStore store, string fromVersion, Action<LeaseEvent> sink, CancellationToken cancellationToken)
    {
        await foreach (var change in store.WatchAsync(fromVersion, cancellationToken).ConfigureAwait(false))
        {
            sink(change);
        }
    }
}
