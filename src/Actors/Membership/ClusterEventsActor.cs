using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Membership;

/// <summary>Keeps the cluster's present and hands events to subscribers, in one order for all.</summary>
internal sealed class ClusterEventsActor : ReceiveActor
{
    private readonly HashSet<IActorRef> _subscribers = [];
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
        if (_subscribers.Add(subscribe.Subscriber))
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
        foreach (var subscriber in _subscribers)
        {
            subscriber.Tell(change);
        }
    }

    private void Forget(IActorRef subscriber)
    {
        _subscribers.Remove(subscriber);
        Context.Unwatch(subscriber);
    }

    internal sealed record Subscribe(IActorRef Subscriber);

    internal sealed record Unsubscribe(IActorRef Subscriber);
}
