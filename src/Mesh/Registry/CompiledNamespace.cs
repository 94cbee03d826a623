using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Registry;

/// <summary>What a namespace compiles to. Hand it to the next compilation, which keeps every instance that did not change.</summary>
/// <param name="Snapshot">The namespace's part of the mesh view.</param>
/// <param name="Endpoints">The endpoints of its services, for the owners of the services. Services without any are left out.</param>
/// <param name="ChangedEndpoints">The services whose endpoints are others than in the compilation before.</param>
public sealed record CompiledNamespace(
    NamespaceSnapshot Snapshot, IReadOnlyDictionary<ServiceKey, ServiceEndpoints> Endpoints, IReadOnlyCollection<ServiceKey> ChangedEndpoints)
{
    internal NamespaceCompiler.State? State { get; init; }
}
