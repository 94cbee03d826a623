using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads;

/// <summary>Brings one kind of thing from what is to what its object asks for. Called by one loop, never twice at once.</summary>
internal interface IWorkloadController
{
    /// <summary>Keys whose outcome may depend on this object, as it is or was.</summary>
    IEnumerable<ObjectKey> ConcernedBy(ClusterObject item);

    /// <summary>Does what is to be done now; changes that come of it lead to further calls.</summary>
    /// <exception cref="KubernetesException">The call is repeated later.</exception>
    Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken);
}
