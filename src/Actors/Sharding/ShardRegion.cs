using MeshActors.Actors.Actor;
using MeshActors.Actors.Event;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Sharding;

/// <summary>
/// The door to all entities of a type, one a replica. Tell it a message, and it finds the entity, here or elsewhere,
/// and starts it where need be.
/// <para>
/// There is no coordinator. Every region computes the owner of a shard from the membership view
/// (<see cref="ShardAllocation"/>), and says with each message that it sends on which view it went by. A region that is
/// behind keeps such a message until it has caught up; one that is ahead sends it on to where it belongs by now. Where
/// regions disagree because they reach different replicas, a message travels a few hops at most and is served where it
/// then is.
/// </para>
/// <para>
/// When a view moves a shard, the new owner serves it from the first message on, and the old one tells its entities the
/// hand-off message. The default stops them; an entity that publishes to subscribers may take its time, so that they
/// have heard the new owner before they lose the old one. So two instances of an entity may live at the same time:
/// they may both read and publish (with the number of their view), and never both write (<see cref="IWriteFence"/>).
/// A shard that comes back while its old instances are still leaving is stopped at once, and messages wait for that.
/// </para>
/// </summary>
public sealed class ShardRegion : ReceiveActor, IWithTimers
{
    private const int MaxHops = 3;

    private readonly string _typeName;
    private readonly Func<string, Props> _entityProps;
    private readonly IMessageExtractor _extractor;
    private readonly ClusterShardingSettings _settings;
    private readonly object _handOffStopMessage;
    private readonly Cluster _cluster;
    private readonly Dictionary<string, LocalShard> _shards = [];
    private readonly Dictionary<IActorRef, string> _shardIds = [];
    private readonly HashSet<string> _unreachable = [];
    private Queue<(RoutedMessage Message, IActorRef Sender)> _waiting = [];
    private ShardAllocation _allocation;

    internal ShardRegion(string typeName, Func<string, Props> entityProps, IMessageExtractor extractor, ClusterShardingSettings settings, object handOffStopMessage)
    {
        _typeName = typeName;
        _entityProps = entityProps;
        _extractor = extractor;
        _settings = settings;
        _handOffStopMessage = handOffStopMessage;
        _cluster = Cluster.Get(Context.System);
        _allocation = Allocation(MembershipView.None);

        Receive<ClusterEvent.ViewChanged>(e => Reallocate(e.View));
        Receive<ClusterEvent.UnreachableMember>(e => Reach(e.Member, reachable: false));
        Receive<ClusterEvent.ReachableMember>(e => Reach(e.Member, reachable: true));
        Receive<ClusterEvent.MemberRemoved>(e => Reach(e.Member, reachable: true));
        Receive<ClusterEvent.IClusterDomainEvent>(_ => { });
        Receive<Terminated>(t => ShardGone(t.ActorRef));
        Receive<HandOffOverdue>(o => Context.Stop(o.Shard));
        Receive<GetShardRegionState>(_ => Sender.Tell(new CurrentShardRegionState([.. _shards.Keys.Order(StringComparer.Ordinal)])));
        Receive<RoutedMessage>(m => Route(m, Sender));
        ReceiveAny(m => Route(new RoutedMessage(0, 0, m), Sender));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    protected override void PreStart() => _cluster.SubscribeRegion(Self);

    private ShardAllocation Allocation(MembershipView view) =>
        new(_typeName, view, new HashSet<string>(_unreachable), _cluster.SelfMember.Id);

    private void Route(RoutedMessage routed, IActorRef sender)
    {
        if (_allocation.View.Number < Math.Max(routed.View, 1))
        {
            Wait(routed, sender);
            return;
        }

        if (_extractor.EntityId(routed.Message) is not { Length: > 0 } entityId)
        {
            Unhandled(routed.Message);
            return;
        }

        var shardId = _extractor.ShardId(entityId, routed.Message);
        if (_allocation.IsOwn(shardId) || routed.Hops >= MaxHops)
        {
            Deliver(shardId, routed.Message, sender);
        }
        else
        {
            var peer = ReplicaLinks.Get(Context.System).ActorAt(_allocation.Owner(shardId), Self.Path.ToStringWithoutAddress());
            peer.Tell(new RoutedMessage(_allocation.View.Number, routed.Hops + 1, routed.Message), SenderOrNone(sender));
        }
    }

    private void Wait(RoutedMessage routed, IActorRef sender)
    {
        if (_waiting.Count < _settings.BufferSize)
        {
            _waiting.Enqueue((routed, sender));
        }
        else
        {
            Context.System.DeadLetters.Tell(new DeadLetter(routed.Message, sender, Self), sender);
        }
    }

    private void Deliver(string shardId, object message, IActorRef sender)
    {
        if (!_shards.TryGetValue(shardId, out var shard))
        {
            var actor = Context.ActorOf(Props.Create(() => new Shard(shardId, _entityProps, _extractor)), Uri.EscapeDataString(shardId));
            _shards[shardId] = shard = new LocalShard(Context.Watch(actor));
            _shardIds[actor] = shardId;
        }

        if (shard.Leaving)
        {
            shard.Waiting.Enqueue((message, sender));
            Stop(shard);
        }
        else
        {
            shard.Actor.Tell(message, SenderOrNone(sender));
        }
    }

    private void Reach(Member member, bool reachable)
    {
        if (reachable ? _unreachable.Remove(member.Id) : _unreachable.Add(member.Id))
        {
            Reallocate(_allocation.View);
        }
    }

    private void Reallocate(MembershipView view)
    {
        _allocation = Allocation(view);
        foreach (var (shardId, shard) in _shards)
        {
            var own = _allocation.IsOwn(shardId);
            if (!own && !shard.Leaving)
            {
                shard.Leaving = true;
                shard.Actor.Tell(new Shard.HandOff(_handOffStopMessage));
                Timers.StartSingleTimer(shard.Actor, new HandOffOverdue(shard.Actor), _settings.HandOffTimeout);
            }
            else if (own && shard.Leaving)
            {
                Stop(shard);
            }
        }

        var waiting = _waiting;
        _waiting = [];
        foreach (var (message, sender) in waiting)
        {
            Route(message, sender);
        }
    }

    private void Stop(LocalShard shard) => Context.Stop(shard.Actor);

    private void ShardGone(IActorRef actor)
    {
        if (!_shardIds.Remove(actor, out var shardId) || !_shards.Remove(shardId, out var shard))
        {
            return;
        }

        Timers.Cancel(actor);
        foreach (var (message, sender) in shard.Waiting)
        {
            Route(new RoutedMessage(0, 0, message), sender);
        }
    }

    private IActorRef? SenderOrNone(IActorRef sender) => sender.Equals(Context.System.DeadLetters) ? ActorRefs.NoSender : sender;

    /// <summary>Starts an entity that has no message yet; answered with <see cref="StartEntityAck"/>.</summary>
    public sealed record StartEntity(string EntityId);

    /// <summary>The entity runs.</summary>
    public sealed record StartEntityAck(string EntityId, string ShardId);

    /// <summary>Asks a region for the shards it runs itself.</summary>
    public sealed record GetShardRegionState;

    /// <summary>The shards that a region runs, those that are leaving included.</summary>
    public sealed record CurrentShardRegionState(IReadOnlyList<string> Shards);

    private sealed record HandOffOverdue(IActorRef Shard);

    private sealed class LocalShard(IActorRef actor)
    {
        public IActorRef Actor => actor;

        public bool Leaving { get; set; }

        public Queue<(object Message, IActorRef Sender)> Waiting { get; } = new(0);
    }
}
