using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.Network.DnsResolver.Cares.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Endpoints;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using Subset = MeshActors.Mesh.Networking.Subset;

namespace MeshActors.Translation.Clusters;

/// <summary>What every cluster of a service has in common.</summary>
internal static class BasicCluster
{
    /// <returns>null where the type needs endpoints in the cluster itself and there are none</returns>
    public static ClusterDraft? Build(
        string name, DiscoveryType type, Service service, MeshPort port, ClusterView view, ClusterMeshSettings mesh, InlineEndpoints? inline, Subset? subset)
    {
        var cluster = new Cluster
        {
            Name = name,
            Type = type,
            CommonLbConfig = new(),
            AltStatName = StatNames.Delimited(name),
        };
        if (type is DiscoveryType.StrictDns or DiscoveryType.LogicalDns)
        {
            cluster.DnsLookupFamily = service.RaceFirstTcpConnect ? Cluster.Types.DnsLookupFamily.All : view.DnsFamily.ToEnvoy();
            cluster.TypedDnsResolverConfig = new TypedExtensionConfig
            {
                Name = "envoy.network.dns_resolver.cares",
                TypedConfig = EnvoyAny.Pack(new CaresDnsResolverConfig { UdpMaxQueries = (uint)mesh.Features.DnsQueriesPerSocket }),
            };
            cluster.DnsJitter = Duration.FromTimeSpan(mesh.Features.DnsJitter);
            cluster.DnsRefreshRate = mesh.DnsRefreshRate.ToProto();
            cluster.RespectDnsTtl = true;
            if (inline?.Assignment(name, subset) is not { Endpoints.Count: > 0 } assignment)
            {
                return null;
            }

            cluster.LoadAssignment = assignment;
        }
        else if (type == DiscoveryType.OriginalDst && service.PassthroughPorts.TryGetValue(port.Number, out var target))
        {
            cluster.OriginalDstLbConfig = new() { UpstreamPortOverride = (uint)target };
        }

        var draft = new ClusterDraft(cluster);
        UpstreamProtocols.Apply(draft, port.Protocol, view.Type, view.PreserveHeaderCase);
        return draft;
    }
}
