using System.Threading.Channels;

namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>
/// One reader of the changes of one resource. Its queue is bounded: a reader that falls too far behind finds the
/// channel completed with a <see cref="WatchExpiredException"/> and has to list again. Dispose it to stop.
/// </summary>
public sealed class StoreWatch : IDisposable
{
    private readonly ObjectStore _store;
    private readonly Channel<StoreEvent> _queue;

    internal StoreWatch(ObjectStore store, ResourceId resource, StoreState start, IReadOnlyList<StoreEvent> backlog, int capacity)
    {
        _store = store;
        Resource = resource;
        Start = start;
        Backlog = backlog;
        _queue = Channel.CreateBounded<StoreEvent>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
    }

    public ResourceId Resource { get; }

    /// <summary>The store as it was when the watch began: <see cref="Backlog"/> leads up to it and <see cref="Events"/> on from it.</summary>
    public StoreState Start { get; }

    /// <summary>The events after the revision that was asked for, up to <see cref="Start"/>.</summary>
    public IReadOnlyList<StoreEvent> Backlog { get; }

    public ChannelReader<StoreEvent> Events => _queue.Reader;

    /// <returns>False where the queue is full: the watch is then over.</returns>
    internal bool Offer(StoreEvent change)
    {
        if (_queue.Writer.TryWrite(change))
        {
            return true;
        }

        _queue.Writer.TryComplete(new WatchExpiredException(change.Revision, change.Revision));
        return false;
    }

    internal void Complete() => _queue.Writer.TryComplete();

    public void Dispose() => _store.Release(this);
}
