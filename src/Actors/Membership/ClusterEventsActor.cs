using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Membership;

/// <summary>
/// Keeps the cluster's present and hands events to subscribers, in one order for all. Regions are told each event before others are:
/// what another sends through them on hearing of it goes by the new allocation.
/// </summary>
internal sealed class ClusterEventsActor : ReceiveActor
{
    private readonly HashSet<IActorRef> _regions = [];
    private readonly HashSet<IActorRef> _others = [];
    private readonly Dictionary<string, Member> _unreachable = [];
    private MembershipView _view = MembershipView.None;

    public ClusterEventsActor()
    {
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(u => Forget(u.Subscriber));
        Receive<Terminated>(t => Forget(t.ActorRef));
        Receive<ClusterEvent.ViewChanged>(OnViewChanged);
        Receive<ClusterEvent.UnreachableMember>(e => _unreachable[e.Member.Id] = e.Member, e => Publish(e));
        Receive<ClusterEvent.ReachableMember>(e => _unreachable.Remove(e.Member.Id), e => Publish(e));
    }

    private void Receive<T>(Action<T> note, Action<T> publish) => Receive<T>(e =>
    {
        note(e);
        publish(e);
    });

    private void OnSubscribe(Subscribe subscribe)
    {
        if ((subscribe.IsRegion ? _regions : _others).Add(subscribe.Subscriber))
        {
            Context.Watch(subscribe.Subscriber);
        }

        subscribe.Subscriber.Tell(new ClusterEvent.ViewChanged(_view));
        foreach (var member in _unreachable.Values)
        {
            subscribe.Subscriber.Tell(new ClusterEvent.UnreachableMember(member));
        }
    }

    private void OnViewChanged(ClusterEvent.ViewChanged change)
    {
        var old = _view;
        _view = change.View;
        Publish(change);
        foreach (var removed in old.Members.Where(m => _view.Find(m.Id) != m))
        {
            _unreachable.Remove(removed.Id);
            Publish(new ClusterEvent.MemberRemoved(removed));
        }

        foreach (var added in _view.Members.Where(m => old.Find(m.Id) != m))
        {
            Publish(new ClusterEvent.MemberUp(added));
        }
    }

    private void Publish(ClusterEvent.IClusterDomainEvent change)
    {
        foreach (var region in _regions)
        {
            region.Tell(change);
        }

        foreach (var other in _others)
        {
            other.Tell(change);
        }
    }

    private void Forget(IActorRef subscriber)
    {
        _regions.Remove(subscriber);
        _others.Remove(subscriber);
        Context.Unwatch(subscriber);
    }

    /// <param name="Subscriber">Who is told all events.</param>
    /// <param name="IsRegion">Whether it allocates by them.</param>
    internal sealed record Subscribe(IActorRef Subscriber, bool IsRegion = false);

    internal sealed record Unsubscribe(IActorRef Subscriber);
}
