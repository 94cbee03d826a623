using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>The reporting of metrics.</summary>
public sealed record Metrics
{
    public IReadOnlyList<ProviderRef> Providers { get; init; } = [];

    public IReadOnlyList<MetricsOverrides> Overrides { get; init; } = [];

    public TimeSpan? ReportingInterval { get; init; }

    internal static Metrics Read(FieldReader fields) => new()
    {
        Providers = fields.Messages("providers", ProviderRef.Read),
        Overrides = fields.Messages("overrides", MetricsOverrides.Read),
        ReportingInterval = fields.Duration("reportingInterval"),
    };
}
