namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>The recent events of one resource and its watchers. Touched by the store's writer loop only.</summary>
internal sealed class WatchHub(int capacity, long byteCapacity, long since)
{
    private readonly Queue<StoreEvent> _history = new();
    private readonly List<StoreWatch> _watches = [];

    /// <summary>The oldest revision that a watch may start after.</summary>
    private long _oldest = since;

    private long _bytes;

    public void Publish(StoreEvent change)
    {
        _history.Enqueue(change);
        _bytes += change.Object.Json.Length;
        while (_history.Count > capacity || (_bytes > byteCapacity && _history.Count > 1))
        {
            var forgotten = _history.Dequeue();
            _oldest = forgotten.Revision;
            _bytes -= forgotten.Object.Json.Length;
        }

        _watches.RemoveAll(w => !w.Offer(change));
    }

    /// <exception cref="WatchExpiredException">The history no longer reaches back to <paramref name="after"/>.</exception>
    public IReadOnlyList<StoreEvent> Since(long after)
        => after >= _oldest ? [.. _history.Where(e => e.Revision > after)] : throw new WatchExpiredException(after, _oldest);

    public void Add(StoreWatch watch) => _watches.Add(watch);

    public void Remove(StoreWatch watch) => _watches.Remove(watch);

    public void CompleteAll() => _watches.ForEach(w => w.Complete());
}
