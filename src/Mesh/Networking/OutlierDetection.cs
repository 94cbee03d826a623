using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record OutlierDetection
{
    public int ConsecutiveErrors { get; init; }

    public bool SplitExternalLocalOriginErrors { get; init; }

    public uint? ConsecutiveLocalOriginFailures { get; init; }

    public uint? ConsecutiveGatewayErrors { get; init; }

    public uint? Consecutive5xxErrors { get; init; }

    public TimeSpan? Interval { get; init; }

    public TimeSpan? BaseEjectionTime { get; init; }

    public int MaxEjectionPercent { get; init; }

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
