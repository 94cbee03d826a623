using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>When to eject an endpoint for its errors.</summary>
public sealed record OutlierDetection
{
    /// <summary>Superseded by the two fields that tell gateway errors from other ones.</summary>
    public int ConsecutiveErrors { get; init; }

    public bool SplitExternalLocalOriginErrors { get; init; }

    public uint? ConsecutiveLocalOriginFailures { get; init; }

    public uint? ConsecutiveGatewayErrors { get; init; }

    /// <summary>Null for Istio's default of 5, zero for never.</summary>
    public uint? Consecutive5xxErrors { get; init; }

    public TimeSpan? Interval { get; init; }

    public TimeSpan? BaseEjectionTime { get; init; }

    /// <summary>Zero for 10.</summary>
    public int MaxEjectionPercent { get; init; }

    /// <summary>Below this share of healthy endpoints nothing is ejected.</summary>
    public int MinHealthPercent { get; init; }

    public IReadOnlyList<uint> OutlierDetectionHttpErrorCodes { get; init; } = [];

    internal static OutlierDetection Read(FieldReader fields) => new()
    {
        ConsecutiveErrors = fields.Int32("consecutiveErrors"),
        SplitExternalLocalOriginErrors = fields.Flag("splitExternalLocalOriginErrors"),
        ConsecutiveLocalOriginFailures = fields.UInt32OrNull("consecutiveLocalOriginFailures"),
        ConsecutiveGatewayErrors = fields.UInt32OrNull("consecutiveGatewayErrors"),
        Consecutive5xxErrors = fields.UInt32OrNull("consecutive5xxErrors"),
        Interval = fields.Duration("interval"),
        BaseEjectionTime = fields.Duration("baseEjectionTime"),
        MaxEjectionPercent = fields.Int32("maxEjectionPercent"),
        MinHealthPercent = fields.Int32("minHealthPercent"),
        OutlierDetectionHttpErrorCodes = fields.UInt32s("outlierDetectionHttpErrorCodes"),
    };
}
