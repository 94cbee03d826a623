using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>The direction that an access log setting applies to.</summary>
public sealed record LogSelector
{
    public WorkloadMode Mode { get; init; }

    internal static LogSelector Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<WorkloadMode>("mode"),
    };
}
