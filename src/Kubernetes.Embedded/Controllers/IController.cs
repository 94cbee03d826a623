using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Controllers;

/// <summary>Something that keeps a part of the store in order. Called by one loop, never twice at once.</summary>
internal interface IController
{
    IReadOnlyList<ResourceId> Watches { get; }

    /// <summary>Brings the store nearer to what it should be.</summary>
    /// <param name="state">The store as it is now.</param>
    /// <param name="change">What happened, or null at the start and after changes were missed: then look at everything.</param>
    Task ReconcileAsync(StoreState state, StoreEvent? change, CancellationToken cancellation);
}
