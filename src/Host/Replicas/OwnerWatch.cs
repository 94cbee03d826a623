using MeshActors.Actors.Actor;
using MeshActors.Actors.Discovery;
using MeshActors.Actors.Membership;

namespace MeshActors.Host.Replicas;

/// <summary>Has subscriptions repeated as soon as owners may have moved, so that proxies follow the new ones at once.</summary>
internal sealed class OwnerWatch : ReceiveActor
{
    public OwnerWatch(IActorRef subscribers)
    {
        Receive<ClusterEvent.ViewChanged>(_ => subscribers.Tell(RenewSubscriptions.Instance));
        Receive<ClusterEvent.UnreachableMember>(_ => subscribers.Tell(RenewSubscriptions.Instance));
        Receive<ClusterEvent.ReachableMember>(_ => subscribers.Tell(RenewSubscriptions.Instance));
        Receive<ClusterEvent.IClusterDomainEvent>(_ => { });
    }

    protected override void PreStart() => Cluster.Get(Context.System).Subscribe(Self);
}
