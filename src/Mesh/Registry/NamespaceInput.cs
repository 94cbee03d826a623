using System.Collections.ObjectModel;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Registry;

/// <summary>All that one namespace is compiled from. What did not change should be the same instances as the time before.</summary>
public sealed record NamespaceInput
{
    public required string Namespace { get; init; }

    public required MeshGlobals Globals { get; init; }

    /// <summary>Nodes by cluster id, then by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeFacts>> Nodes { get; init; } =
        ReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeFacts>>.Empty;

    /// <summary>The objects of every cluster; the order does not matter.</summary>
    public required IReadOnlyList<ClusterObjects> Clusters { get; init; }
}
