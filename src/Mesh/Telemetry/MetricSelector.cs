using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>The metrics that an override applies to; one of the first two is set.</summary>
public sealed record MetricSelector
{
    public IstioMetric? Metric { get; init; }

    public string? CustomMetric { get; init; }

    public WorkloadMode Mode { get; init; }

    internal static MetricSelector Read(FieldReader fields) => new()
    {
        Metric = fields.EnumOrNull<IstioMetric>("metric"),
        CustomMetric = fields.TextOrNull("customMetric"),
        Mode = fields.Enum<WorkloadMode>("mode"),
    };
}
