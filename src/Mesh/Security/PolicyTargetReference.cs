using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>The object that a policy is attached to.</summary>
public sealed record PolicyTargetReference
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";

    internal static PolicyTargetReference Read(FieldReader fields) => new()
    {
        Group = fields.Text("group"),
        Kind = fields.Text("kind"),
        Name = fields.Text("name"),
        Namespace = fields.Text("namespace"),
    };
}
