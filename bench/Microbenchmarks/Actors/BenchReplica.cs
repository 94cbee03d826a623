using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;
using MeshActors.Actors.TestKit;

namespace MeshActors.Microbenchmarks.Actors;

/// <summary>A replica over the in-memory transport, by the real clock.</summary>
internal sealed record BenchReplica(ActorSystem System, Cluster Cluster, ReplicaLinks Links)
{
    public static BenchReplica Start(string id, ILeaseStore store, InMemoryReplicaNetwork network)
    {
        var system = ActorSystem.Create("bench", new ActorSystemSettings { Address = id });
        var cluster = Cluster.Join(system, id, store);
        var registry = new MessageRegistry();
        PingMessage.Register(registry);
        return new BenchReplica(system, cluster, ReplicaLinks.Start(system, network.TransportFor(id), registry));
    }

    /// <summary>Starts two that know each other.</summary>
    public static async Task<(BenchReplica Near, BenchReplica Far)> StartPairAsync()
    {
        var store = new InMemoryLeaseStore();
        var network = new InMemoryReplicaNetwork(TimeProvider.System);
        var near = Start("near", store, network);
        var far = Start("far", store, network);
        while (near.Cluster.View.Members.Length < 2 || far.Cluster.View.Members.Length < 2)
        {
            await Task.Delay(50);
        }

        return (near, far);
    }
}
