using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>One address of a node.</summary>
public sealed record NodeAddress
{
    /// <summary>Such as <c>InternalIP</c>, <c>ExternalIP</c> or <c>Hostname</c>.</summary>
    public string Type { get; init; } = "";

    public string Address { get; init; } = "";

    internal static NodeAddress Read(FieldReader fields) => new()
    {
        Type = fields.Text("type"),
        Address = fields.Text("address"),
    };
}
