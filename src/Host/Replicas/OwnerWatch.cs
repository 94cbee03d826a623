using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Membership;

namespace MeshActors.Host.Replicas;

/// <summary>Has subscriptions repeated as soon as owners may have moved, so that their subscribers follow the new ones at once.</summary>
internal sealed class OwnerWatch : ReceiveActor
{
    public OwnerWatch()
    {
        Receive<ClusterEvent.ViewChanged>(_ => Renew());
        Receive<ClusterEvent.UnreachableMember>(_ => Renew());
        Receive<ClusterEvent.ReachableMember>(_ => Renew());
        Receive<ClusterEvent.IClusterDomainEvent>(_ => { });
    }

    protected override void PreStart() => Cluster.Get(Context.System).Subscribe(Self);

    private void Renew() => Context.System.EventStream.Publish(RenewSubscriptions.Instance);
}
