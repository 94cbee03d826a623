using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>Which controller serves a class of Ingress objects.</summary>
public sealed record IngressClass : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.IngressClass;

    public string Controller { get; init; } = "";

    internal static IngressClass Read(FieldReader fields)
    {
        var spec = fields.Child("spec");
        return new IngressClass
        {
            Controller = spec.Text("controller"),
        };
    }
}
