using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Registry;

/// <summary>What a namespace compiles to. Hand it to the next compilation, which keeps every instance that did not change.</summary>
/// <param name="Snapshot">The namespace's part of the mesh view.</param>
/// <param name="Endpoints">The endpoints of its services, for the owners of the services. Services without any are left out.</param>
public sealed record CompiledNamespace(NamespaceSnapshot Snapshot, IReadOnlyDictionary<ServiceKey, ServiceEndpoints> Endpoints)
{
    internal NamespaceCompiler.State? State { get; init; }
}
