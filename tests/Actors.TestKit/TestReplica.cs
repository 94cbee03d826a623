using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.TestKit;

/// <summary>One replica of a <see cref="TestCluster"/>.</summary>
public sealed record TestReplica(string Id, ActorSystem System, Cluster Cluster, ReplicaLinks Links, FaultyLeaseStore Store);
