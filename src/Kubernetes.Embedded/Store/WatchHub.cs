namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>The recent events of one resource and its watchers. Touched by the store's writer loop only.</summary>
internal sealed class WatchHub(int capacity, long since)
{
    private readonly Queue<StoreEvent> _history = new();
    private readonly List<StoreWatch> _watches = [];

    /// <summary>The oldest revision that a watch may start after.</summary>
    private long _oldest = since;

    public void Publish(StoreEvent change)
    {
        if (_history.Count == capacity)
        {
            _oldest = _history.Dequeue().Revision;
        }

        _history.Enqueue(change);
        _watches.RemoveAll(w => !w.Offer(change));
    }

    /// <exception cref="WatchExpiredException">The history no longer reaches back to <paramref name="after"/>.</exception>
    public IReadOnlyList<StoreEvent> Since(long after)
        => after >= _oldest ? [.. _history.Where(e => e.Revision > after)] : throw new WatchExpiredException(after, _oldest);

    public void Add(StoreWatch watch) => _watches.Add(watch);

    public void Remove(StoreWatch watch) => _watches.Remove(watch);

    public void CompleteAll() => _watches.ForEach(w => w.Complete());
}
