using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Sharding;

namespace MeshActors.Actors.Publication;

/// <summary>
/// One replica's subscription to a topic of a sharded entity, shared by any number of local listeners, each of which
/// hears <see cref="Updated{T}"/>: the newest value at once, then every change.
/// <para>
/// Delivery between replicas is at most once, so the subscription leans on nothing but this: it subscribes again
/// whenever something may have been lost. That is when the publisher is gone or its link is, when the membership or
/// who can be reached has changed (the entity may live elsewhere now), when a change does not fit what it has, and
/// when no answer comes. It names the version it has, so that subscribing again usually costs a few bytes.
/// </para>
/// <para>
/// The old publisher is left only when a new one has been heard with content at least as new (make before break), and
/// <see cref="VersionGate"/> sees to it that listeners never hear an older value after a newer one.
/// </para>
/// </summary>
public sealed class ReplicaSubscription<T> : ReceiveActor, IWithTimers
    where T : class
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly IActorRef _region;
    private readonly string _entityId;
    private readonly string _topic;
    private readonly Func<T?, object, T> _apply;
    private readonly VersionGate _gate = new();
    private readonly HashSet<IActorRef> _listeners = [];
    private IActorRef? _publisher;
    private T? _value;

    private ReplicaSubscription(IActorRef region, string entityId, string topic, Func<T?, object, T> apply)
    {
        _region = region;
        _entityId = entityId;
        _topic = topic;
        _apply = apply;

        Receive<Published>(p => p.Topic == _topic, OnPublished);
        Receive<Follow>(OnFollow);
        Receive<Unfollow>(u => Forget(u.Listener));
        Receive<Terminated>(OnTerminated);
        Receive<ClusterEvent.MemberUp>(_ => { });
        Receive<ClusterEvent.MemberRemoved>(_ => { });
        Receive<ClusterEvent.IClusterDomainEvent>(_ => Ask());
        Receive<AskAgain>(_ => Ask());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The recipe of a subscription.</summary>
    /// <param name="region">The region of the publishing entity's type.</param>
    /// <param name="entityId">The entity.</param>
    /// <param name="topic">Its topic.</param>
    /// <param name="apply">Makes a value: from a snapshot where the first argument is null, else from the value before and a change.</param>
    public static Props Props(IActorRef region, string entityId, string topic, Func<T?, object, T> apply) =>
        Actor.Props.Create(() => new ReplicaSubscription<T>(region, entityId, topic, apply));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Cluster.Get(Context.System).Subscribe(Self);
        Ask();
    }

    /// <inheritdoc/>
    protected override void PostStop() => _publisher?.Tell(new Unsubscribe(_topic));

    private void Ask(long? known = null)
    {
        _region.Tell(new ShardingEnvelope(_entityId, new Subscribe(_topic, known ?? _gate.Last.Version)));
        Timers.StartSingleTimer(AskAgain.Instance, AskAgain.Instance, AnswerTimeout);
    }

    private void OnPublished(Published published)
    {
        var fits = published.Content is null
            ? published.Stamp.Version == _gate.Last.Version
            : published.BaseVersion < 0 || published.BaseVersion == _gate.Last.Version || published.Stamp.Version <= _gate.Last.Version;
        if (!fits)
        {
            // A change of something that this replica does not have: only the whole helps.
            Ask(known: -1);
            return;
        }

        var novelty = _gate.Judge(published.Stamp);
        if (novelty == Novelty.Older)
        {
            return;
        }

        Follow(Sender);
        if (novelty == Novelty.Newer)
        {
            _value = _apply(published.BaseVersion < 0 ? null : _value, published.Content!);
            foreach (var listener in _listeners)
            {
                Tell(listener, _value);
            }
        }
    }

    private void Follow(IActorRef publisher)
    {
        Timers.Cancel(AskAgain.Instance);
        if (publisher.Equals(_publisher))
        {
            return;
        }

        if (_publisher is not null)
        {
            Context.Unwatch(_publisher);
            _publisher.Tell(new Unsubscribe(_topic));
        }

        _publisher = Context.Watch(publisher);
    }

    private void OnTerminated(Terminated gone)
    {
        if (gone.ActorRef.Equals(_publisher))
        {
            _publisher = null;
            Ask();
        }
        else
        {
            Forget(gone.ActorRef);
        }
    }

    private void OnFollow(Follow follow)
    {
        if (_listeners.Add(follow.Listener))
        {
            Context.Watch(follow.Listener);
            if (_value is not null)
            {
                Tell(follow.Listener, _value);
            }
        }
    }

    private void Forget(IActorRef listener)
    {
        if (_listeners.Remove(listener))
        {
            Context.Unwatch(listener);
        }
    }

    private void Tell(IActorRef listener, T value) => listener.Tell(new Updated<T>(_entityId, _gate.Last, value));

    private sealed record AskAgain
    {
        public static AskAgain Instance { get; } = new();
    }
}
