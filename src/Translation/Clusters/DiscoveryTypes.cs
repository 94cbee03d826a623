using Envoy.Config.Cluster.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Clusters;

internal static class DiscoveryTypes
{
    public static Cluster.Types.DiscoveryType Of(Service service, ClusterView view, MeshFeatures features) => service.Resolution switch
    {
        // Where the first address to answer is wanted, only one name is asked for, for addresses of all families.
        Resolution.DnsLb when service.RaceFirstTcpConnect => Cluster.Types.DiscoveryType.LogicalDns,
        Resolution.DnsLb => Cluster.Types.DiscoveryType.StrictDns,
        Resolution.DnsRoundRobinLb => Cluster.Types.DiscoveryType.LogicalDns,

        Resolution.Passthrough when service.Registry == ServiceRegistry.Kubernetes && features.EdsForHeadlessServices => Cluster.Types.DiscoveryType.Eds,

        // A gateway has no original destination to pass through to: it gets the endpoints.
        Resolution.Passthrough when view.Type != ProxyType.Router => Cluster.Types.DiscoveryType.OriginalDst,
        _ => Cluster.Types.DiscoveryType.Eds,
    };

    public static Envoy.Config.Core.V3.Metadata EnsureMetadata(this Cluster cluster) => cluster.Metadata ??= new();
}
