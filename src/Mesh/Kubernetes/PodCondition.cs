using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A condition in the status of a pod.</summary>
public sealed record PodCondition
{
    public string Type { get; init; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; init; } = "";

    internal static PodCondition Read(FieldReader fields) => new()
    {
        Type = fields.Text("type"),
        Status = fields.Text("status"),
    };
}
