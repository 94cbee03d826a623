using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// The parsed objects of one namespace in one cluster. Configuration of the mesh is read from the config cluster only;
/// WorkloadEntries of other clusters count for that cluster's services and for ServiceEntries.
/// </summary>
public sealed record ClusterObjects
{
    public required string ClusterId { get; init; }

    /// <summary>By kind, then by name. The Namespace object itself may be among them, under its kind and name.</summary>
    public required IReadOnlyDictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>> Objects { get; init; }

    public IReadOnlyDictionary<string, MeshObject> OfKind(ResourceKind kind) =>
        Objects.GetValueOrDefault(kind) ?? ReadOnlyDictionary<string, MeshObject>.Empty;
}
