using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A reference to an object.</summary>
public sealed record ObjectReference
{
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Uid { get; init; } = "";

    internal static ObjectReference Read(FieldReader fields) => new()
    {
        Kind = fields.Text("kind"),
        Name = fields.Text("name"),
        Namespace = fields.Text("namespace"),
        Uid = fields.Text("uid"),
    };
}
