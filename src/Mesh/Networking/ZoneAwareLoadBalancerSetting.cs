using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Preference of the proxy's own zone as long as its share of endpoints lasts.</summary>
public sealed record ZoneAwareLoadBalancerSetting
{
    public bool? Enabled { get; init; }

    public IReadOnlyList<LocalityFailover> Failover { get; init; } = [];

    public IReadOnlyList<string> FailoverPriority { get; init; } = [];

    public ulong? MinClusterSize { get; init; }

    internal static ZoneAwareLoadBalancerSetting Read(FieldReader fields) => new()
    {
        Enabled = fields.FlagOrNull("enabled"),
        Failover = fields.Messages("failover", LocalityFailover.Read),
        FailoverPriority = fields.Texts("failoverPriority"),
        MinClusterSize = fields.UInt64OrNull("minClusterSize"),
    };
}
