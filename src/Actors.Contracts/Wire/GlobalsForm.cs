using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>What of the mesh's globals does not stand in its ConfigMap.</summary>
internal sealed record GlobalsForm(
    string RootNamespace,
    string ConfigCluster,
    string DomainSuffix,
    IReadOnlyDictionary<string, string> ClusterNetworks,
    IReadOnlyDictionary<string, string> ClusterTrustDomains,
    MeshFeatures Features,
    IReadOnlyList<string> RevisionTags)
{
    public static GlobalsForm Of(MeshGlobals globals) =>
        new(globals.RootNamespace, globals.ConfigCluster, globals.DomainSuffix, globals.ClusterNetworks, globals.ClusterTrustDomains, globals.Mesh.Features, globals.RevisionTags);
}
