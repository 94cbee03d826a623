using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>The addresses of a Node; its locality stands in its labels.</summary>
public sealed record Node : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Node;

    public IReadOnlyList<NodeAddress> Addresses { get; init; } = [];

    internal static Node Read(FieldReader fields)
    {
        var status = fields.Child("status");
        return new Node
        {
            Addresses = status.Messages("addresses", NodeAddress.Read),
        };
    }
}
