using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;

namespace MeshActors.Actors.Publication;

/// <summary>
/// What an entity publishes under a topic, and to whom: the entity hands it subscriptions and new values on its own
/// turn. Content is made once, however many subscribe; a subscriber that is known to have the version before gets the
/// change only. Nothing goes out before there is a first value, and never an older version after a newer one.
/// </summary>
/// <param name="context">The entity's surroundings, in which subscribers are watched: their <see cref="Terminated"/> goes to <see cref="Remove"/>.</param>
/// <param name="topic">The topic.</param>
/// <param name="snapshot">The message that stands for a value.</param>
/// <param name="delta">The message that leads from one value to the next; null where values are always sent whole.</param>
public sealed class Publication<T>(IActorContext context, string topic, Func<T, object> snapshot, Func<T, T, object>? delta = null)
    where T : class
{
    private readonly HashSet<IActorRef> _subscribers = [];
    private readonly Cluster _cluster = Cluster.Get(context.System);

    /// <summary>The topic.</summary>
    public string Topic => topic;

    /// <summary>The value at hand, or null before the first.</summary>
    public T? Value { get; private set; }

    /// <summary>Its version, or -1.</summary>
    public long Version { get; private set; } = -1;

    /// <summary>How many subscribe.</summary>
    public int SubscriberCount => _subscribers.Count;

    /// <summary>Takes a subscriber and tells it the value at hand, if there is one.</summary>
    public void Add(Subscribe subscribe, IActorRef subscriber)
    {
        if (_subscribers.Add(subscriber))
        {
            context.Watch(subscriber);
        }

        if (Value is { } value)
        {
            var content = subscribe.KnownVersion == Version ? null : snapshot(value);
            subscriber.Tell(new Published(topic, Stamp(Version), -1, content), context.Self);
        }
    }

    /// <summary>A subscriber has left or is gone.</summary>
    public void Remove(IActorRef subscriber)
    {
        if (_subscribers.Remove(subscriber))
        {
            context.Unwatch(subscriber);
        }
    }

    /// <summary>Publishes a value; false where the version is not newer than the last, in which case nothing happens.</summary>
    public bool Publish(T value, long version)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (version <= Version)
        {
            return false;
        }

        var (oldValue, oldVersion) = (Value, Version);
        Value = value;
        Version = version;
        if (_subscribers.Count == 0)
        {
            return true;
        }

        var published = delta is not null && oldValue is not null
            ? new Published(topic, Stamp(version), oldVersion, delta(oldValue, value))
            : new Published(topic, Stamp(version), -1, snapshot(value));
        foreach (var subscriber in _subscribers)
        {
            subscriber.Tell(published, context.Self);
        }

        return true;
    }

    private Stamp Stamp(long version) => new(_cluster.View.Number, version);
}
