using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A condition that has to hold before a pod counts as ready.</summary>
public sealed record PodReadinessGate
{
    public string ConditionType { get; init; } = "";

    internal static PodReadinessGate Read(FieldReader fields) => new()
    {
        ConditionType = fields.Text("conditionType"),
    };
}
