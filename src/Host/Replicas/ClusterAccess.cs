using MeshActors.Actors.Config;
using MeshActors.Actors.Config.Allocation;
using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Config.Views;
using MeshActors.Actors.Config.Watching;

namespace MeshActors.Host.Replicas;

/// <summary>All by which the actors of configuration reach beyond the replica.</summary>
/// <param name="Plan">What is watched.</param>
/// <param name="Source">Where it is read.</param>
/// <param name="Statuses">Where verdicts on objects are written.</param>
/// <param name="Secrets">Tells who may read Secrets.</param>
/// <param name="Names">Resolves host names of gateways.</param>
internal sealed record ClusterAccess(WatchPlan Plan, IObjectSource Source, IStatusStore Statuses, ISecretAccess Secrets, INameResolver Names)
{
    /// <summary>Where addresses of ServiceEntries come from and go to; null where none are handed out.</summary>
    public AllocationSettings? Allocation { get; init; }
}
