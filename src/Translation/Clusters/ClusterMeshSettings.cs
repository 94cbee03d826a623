using System.Runtime.CompilerServices;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Clusters;

/// <summary>What clusters read of the mesh configuration. Compared by value, so that other settings may change freely.</summary>
public sealed record ClusterMeshSettings
{
    private static readonly ConditionalWeakTable<MeshConfig, ClusterMeshSettings> ByMesh = [];

    public TimeSpan? ConnectTimeout { get; init; }

    public TimeSpan? DnsRefreshRate { get; init; }

    public TcpKeepalive? TcpKeepalive { get; init; }

    public string InboundStatName { get; init; } = "";

    public string OutboundStatName { get; init; } = "";

    public bool UpgradeToHttp2 { get; init; }

    public bool AutoMutualTls { get; init; }

    public LocalityLoadBalancerSetting? Locality { get; init; }

    public ZoneAwareLoadBalancerSetting? ZoneAware { get; init; }

    public DefaultTrafficPolicy? DefaultPolicy { get; init; }

    public TlsConfig? TlsDefaults { get; init; }

    public bool InboundPassthrough { get; init; }

    public MeshFeatures Features { get; init; } = MeshFeatures.Default;

    /// <summary>The same instance for the same instance, which makes comparing cheap.</summary>
    public static ClusterMeshSettings Of(MeshConfig mesh) => ByMesh.GetValue(mesh, Read);

    private static ClusterMeshSettings Read(MeshConfig mesh) => new()
    {
        ConnectTimeout = mesh.ConnectTimeout,
        DnsRefreshRate = mesh.DnsRefreshRate,
        TcpKeepalive = mesh.TcpKeepalive,
        InboundStatName = mesh.InboundClusterStatName,
        OutboundStatName = mesh.OutboundClusterStatName,
        UpgradeToHttp2 = mesh.H2UpgradePolicy == MeshH2UpgradePolicy.Upgrade,
        AutoMutualTls = mesh.EnableAutoMtls ?? false,
        Locality = mesh.LocalityLbSetting,
        ZoneAware = mesh.ZoneAwareLbSetting,
        DefaultPolicy = mesh.DefaultTrafficPolicy,
        TlsDefaults = mesh.TlsDefaults,
        Features = mesh.Features,
        InboundPassthrough = mesh.InboundTrafficPolicy?.Mode is null or MeshInboundTrafficPolicyMode.Passthrough,
    };
}
