using System.Collections.ObjectModel;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// What the mesh reads of a node: its locality, its labels and the address under which it is reached from outside. Keep the
/// instance while these do not change (nodes report their status all the time).
/// </summary>
public sealed record NodeFacts
{
    public required string Name { get; init; }

    /// <summary><c>region/zone/subzone</c>, empty where the node has no such labels.</summary>
    public string Locality { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The first address of type ExternalIP, or null.</summary>
    public string? ExternalAddress { get; init; }

    public static NodeFacts Of(Objects.Config<Kubernetes.Node> node)
    {
        var external = node.Spec.Addresses.FirstOrDefault(a => a.Type == "ExternalIP" && a.Address.Length > 0);
        return new()
        {
            Name = node.Meta.Name,
            Locality = Workloads.Localities.OfNode(node.Meta.Labels),
            Labels = node.Meta.Labels,
            ExternalAddress = external?.Address,
        };
    }

    public bool Equals(NodeFacts? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Name == other.Name
            && ExternalAddress == other.ExternalAddress
            && LabelMatch.SameLabels(Labels, other.Labels));

    public override int GetHashCode() => HashCode.Combine(Name, Locality);
}
