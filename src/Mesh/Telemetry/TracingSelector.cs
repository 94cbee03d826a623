using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>The direction that a tracing setting applies to.</summary>
public sealed record TracingSelector
{
    public WorkloadMode Mode { get; init; }

    internal static TracingSelector Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<WorkloadMode>("mode"),
    };
}
