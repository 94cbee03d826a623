using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// Which locality setting holds: the DestinationRule's, else the service's traffic distribution, else the mesh's; within a
/// level, zone-aware before locality. A setting that is switched off still hides the levels below it.
/// </summary>
/// <param name="Setting">Locality weights or failover; null where none applies.</param>
/// <param name="ZoneAware">Zone-aware routing, even where switched off.</param>
/// <param name="Force">Failover without outlier detection: health decides.</param>
public readonly record struct EffectiveLocality(
    LocalityLoadBalancerSetting? Setting, ZoneAwareLoadBalancerSetting? ZoneAware, bool Force)
{
    private static readonly LocalityLoadBalancerSetting SameZone = new()
    {
        Enabled = true,
        FailoverPriority = ["topology.istio.io/network", "topology.kubernetes.io/region", "topology.kubernetes.io/zone"],
    };

    private static readonly LocalityLoadBalancerSetting SameNode = new()
    {
        Enabled = true,
        FailoverPriority =
        [
            "topology.istio.io/network", "topology.kubernetes.io/region", "topology.kubernetes.io/zone",
            "topology.istio.io/subzone", "kubernetes.io/hostname",
        ],
    };

    public static EffectiveLocality Of(
        LocalityLoadBalancerSetting? mesh, ZoneAwareLoadBalancerSetting? meshZoneAware, LoadBalancerSettings? rule, Service? service)
    {
        if (rule?.ZoneAwareLbSetting is { } zoneAware)
        {
            return new(null, zoneAware, zoneAware.Enabled != false);
        }

        if (rule?.LocalityLbSetting is { } locality)
        {
            return Locality(locality);
        }

        switch (service?.TrafficDistribution)
        {
            case TrafficDistribution.PreferSameZone:
                return new(SameZone, null, true);
            case TrafficDistribution.PreferSameNode:
                return new(SameNode, null, true);
            default:
                break;
        }

        if (meshZoneAware is not null)
        {
            return new(null, meshZoneAware, meshZoneAware.Enabled != false);
        }

        return mesh is null ? default : Locality(mesh);
    }

    private static EffectiveLocality Locality(LocalityLoadBalancerSetting setting) =>
        setting.Enabled == false ? default : new(setting, null, false);
}
