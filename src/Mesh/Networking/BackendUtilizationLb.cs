using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Weights endpoints by the utilisation that they report through ORCA.</summary>
public sealed record BackendUtilizationLb
{
    public TimeSpan? WeightStabilizationPeriod { get; init; }

    public TimeSpan? WeightExpirationPeriod { get; init; }

    public TimeSpan? WeightUpdatePeriod { get; init; }

    /// <summary>How much errors count, in percent of the utilisation.</summary>
    public uint? ErrorUtilizationPenaltyPercent { get; init; }

    public IReadOnlyList<string> MetricNamesForComputingUtilization { get; init; } = [];

    internal static BackendUtilizationLb Read(FieldReader fields) => new()
    {
        WeightStabilizationPeriod = fields.Duration("weightStabilizationPeriod"),
        WeightExpirationPeriod = fields.Duration("weightExpirationPeriod"),
        WeightUpdatePeriod = fields.Duration("weightUpdatePeriod"),
        ErrorUtilizationPenaltyPercent = fields.UInt32OrNull("errorUtilizationPenaltyPercent"),
        MetricNamesForComputingUtilization = fields.Texts("metricNamesForComputingUtilization"),
    };
}
