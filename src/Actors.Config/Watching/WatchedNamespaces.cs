using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Watching;

/// <summary>What a watcher has read, by namespace, and who follows it.</summary>
internal sealed class WatchedNamespaces(string cluster, ResourceKind kind, FeedEpoch epoch, TimeProvider clock)
{
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly FeedPublisher _names = new(new NamespacesTopic(cluster, kind), epoch, clock);

    public void Subscribe(Subscribe message, bool synced)
    {
        switch (message.Topic)
        {
            case ObjectsTopic topic:
                var bucket = BucketOf(topic.Namespace);
                bucket.Feed.Subscribe(message, () => synced ? bucket.State() : null);
                break;
            case NamespacesTopic:
                _names.Subscribe(message, () => synced ? Names() : null);
                break;
            default:
                throw new ArgumentException($"A watcher publishes no {message.Topic.GetType().Name}.", nameof(message));
        }
    }

    public void Unsubscribe(Unsubscribe message)
    {
        if (message.Topic is ObjectsTopic topic && _buckets.TryGetValue(topic.Namespace, out var bucket))
        {
            bucket.Feed.Unsubscribe(message.Subscriber);
        }
        else if (message.Topic is NamespacesTopic)
        {
            _names.Unsubscribe(message.Subscriber);
        }
    }

    public void Upsert(WatchedObject watched, bool synced)
    {
        var bucket = BucketOf(NamespaceOf(watched.Namespace, watched.Name));
        if (bucket.Objects.TryGetValue(watched.Name, out var known) && known.Uid == watched.Uid && known.ResourceVersion == watched.ResourceVersion)
        {
            return;
        }

        bucket.Objects[watched.Name] = watched;
        if (synced)
        {
            bucket.Feed.Publish(new ObjectChange(watched.Name, watched), bucket.State);
            PublishNames(bucket.Objects.Count == 1);
        }
    }

    public void Delete(string ns, string name, bool synced)
    {
        if (!_buckets.TryGetValue(NamespaceOf(ns, name), out var bucket) || !bucket.Objects.Remove(name))
        {
            return;
        }

        if (synced)
        {
            bucket.Feed.Publish(new ObjectChange(name, null), bucket.State);
            PublishNames(bucket.Objects.Count == 0);
        }
    }

    public void PublishAll()
    {
        foreach (var bucket in _buckets.Values)
        {
            bucket.Feed.Publish(bucket.State(), bucket.State);
        }

        PublishNames(true);
    }

    public void Expire()
    {
        _names.Expire();
        foreach (var (name, bucket) in _buckets)
        {
            bucket.Feed.Expire();
            if (bucket.Objects.Count == 0 && !bucket.Feed.HasSubscribers)
            {
                _buckets.Remove(name);
            }
        }
    }

    // A Namespace belongs to itself: its owner wants its labels.
    private string NamespaceOf(string ns, string name) => kind == ResourceKinds.Namespace ? name : ns;

    private void PublishNames(bool changed)
    {
        if (changed)
        {
            _names.Publish(Names(), Names);
        }
    }

    private NamespacesState Names() =>
        new([.. _buckets.Where(pair => pair.Value.Objects.Count > 0).Select(pair => pair.Key).Order(StringComparer.Ordinal)]);

    private Bucket BucketOf(string ns)
    {
        if (!_buckets.TryGetValue(ns, out var bucket))
        {
            _buckets[ns] = bucket = new(new(new ObjectsTopic(cluster, kind, ns), epoch, clock));
        }

        return bucket;
    }

    private sealed class Bucket(FeedPublisher feed)
    {
        public FeedPublisher Feed { get; } = feed;

        public SortedDictionary<string, WatchedObject> Objects { get; } = new(StringComparer.Ordinal);

        public ObjectsState State() => new([.. Objects.Values]);
    }
}
