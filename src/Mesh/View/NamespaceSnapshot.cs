using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;

namespace MeshActors.Mesh.View;

/// <summary>
/// Everything that one namespace contributes to the mesh, parsed, validated and joined: its configuration objects and its
/// services with the facts of their endpoints. Immutable; made by the namespace's owner and held by every replica.
/// Objects that did not change are the same instances as in the snapshot before.
/// </summary>
public sealed record NamespaceSnapshot
{
    public required string Namespace { get; init; }

    /// <summary>Labels of the Namespace object (config cluster).</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    /// <summary>Valid configuration objects by kind, each list by name.</summary>
    public IReadOnlyDictionary<ResourceKind, IReadOnlyList<MeshObject>> Objects { get; init; } =
        System.Collections.Frozen.FrozenDictionary<ResourceKind, IReadOnlyList<MeshObject>>.Empty;

    /// <summary>Services defined here, from Kubernetes Services of every cluster and ServiceEntries.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    public IReadOnlyDictionary<ServiceKey, ServiceFacts> Facts { get; init; } =
        System.Collections.Frozen.FrozenDictionary<ServiceKey, ServiceFacts>.Empty;

    /// <summary>Gateways to their networks among the services here, sorted by address and port.</summary>
    public IReadOnlyList<NetworkGateway> NetworkGateways { get; init; } = [];
}
