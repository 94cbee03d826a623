using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>The object behind an endpoint.</summary>
public sealed record TargetReference
{
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Uid { get; init; } = "";

    internal static TargetReference Read(FieldReader fields) => new()
    {
        Kind = fields.Text("kind"),
        Name = fields.Text("name"),
        Namespace = fields.Text("namespace"),
        Uid = fields.Text("uid"),
    };
}
