using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A Namespace: the mesh reads its labels and annotations, and whether it is going away.</summary>
public sealed record NamespaceSpec : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Namespace;

    /// <summary><c>Active</c> or <c>Terminating</c>.</summary>
    public string Phase { get; init; } = "";

    internal static NamespaceSpec Read(FieldReader fields)
    {
        var status = fields.Child("status");
        return new NamespaceSpec
        {
            Phase = status.Text("phase"),
        };
    }
}
