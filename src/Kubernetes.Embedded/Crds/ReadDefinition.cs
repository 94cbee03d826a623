using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Crds;

/// <summary>A stored CustomResourceDefinition and the resource that it defines.</summary>
/// <param name="Uid">Tells a definition from a later one of the same name.</param>
/// <param name="Generation">Counts the changes of the spec alone.</param>
internal sealed record ReadDefinition(long Revision, string? Uid, long? Generation, ResourceDefinition Definition)
{
    /// <summary>Reads a revision; what an earlier one defines is kept where only metadata or status differ.</summary>
    public static ReadDefinition Of(StoredObject item, ReadDefinition? earlier)
    {
        var crd = item.ToNode();
        var uid = crd.Map("metadata")?.Text("uid");
        var generation = crd.Map("metadata")?.Whole("generation");
        return earlier is not null && earlier.Uid == uid && earlier.Generation == generation
            ? earlier with { Revision = item.Revision }
            : new ReadDefinition(item.Revision, uid, generation, CrdReader.Read(crd));
    }
}
