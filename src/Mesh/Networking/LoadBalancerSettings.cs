using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>How to choose an endpoint. At most one of the first members, the algorithms, is set.</summary>
public sealed record LoadBalancerSettings
{
    public SimpleLb? Simple { get; init; }

    public ConsistentHashLb? ConsistentHash { get; init; }

    public LocalityLoadBalancerSetting? LocalityLbSetting { get; init; }

    public ZoneAwareLoadBalancerSetting? ZoneAwareLbSetting { get; init; }

    /// <summary>The older form of <see cref="Warmup"/>.</summary>
    public TimeSpan? WarmupDurationSecs { get; init; }

    public WarmupConfiguration? Warmup { get; init; }

    /// <summary>Weights by the load that endpoints report.</summary>
    public BackendUtilizationLb? BackendUtilization { get; init; }

    internal static LoadBalancerSettings Read(FieldReader fields) => new()
    {
        Simple = fields.EnumOrNull<SimpleLb>("simple"),
        ConsistentHash = fields.Message("consistentHash", ConsistentHashLb.Read),
        LocalityLbSetting = fields.Message("localityLbSetting", LocalityLoadBalancerSetting.Read),
        ZoneAwareLbSetting = fields.Message("zoneAwareLbSetting", ZoneAwareLoadBalancerSetting.Read),
        WarmupDurationSecs = fields.Duration("warmupDurationSecs"),
        Warmup = fields.Message("warmup", WarmupConfiguration.Read),
        BackendUtilization = fields.Message("backendUtilization", BackendUtilizationLb.Read),
    };
}
