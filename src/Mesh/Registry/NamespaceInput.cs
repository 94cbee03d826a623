using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;
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

    /// <summary>
    /// Every object that differs from what the compilation before was made of, where that is known; null otherwise. Nodes and
    /// <see cref="Globals"/> are compared as instances.
    /// </summary>
    public IReadOnlyCollection<ChangedObject>? Changed { get; init; }

    internal IReadOnlyDictionary<string, NodeFacts> NodesOf(string cluster) =>
        Nodes.GetValueOrDefault(cluster) ?? ReadOnlyDictionary<string, NodeFacts>.Empty;
}

/// <summary>An object of the namespace that is new, gone or different.</summary>
/// <param name="Cluster">The id of its cluster.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ChangedObject(string Cluster, ResourceKind Kind, string Name);
