using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Tls;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshActors.Translation.Clusters;

/// <summary>Clusters that every proxy of a kind has, whatever the mesh holds.</summary>
internal static class BuiltInClusters
{
    // iptables lets connections from these source addresses pass to the application instead of back to the proxy.
    public const string PassthroughSourceV4 = "127.0.0.6";
    public const string PassthroughSourceV6 = "::6";

    private const string CredentialSocketPath = "./var/run/secrets/credential-uds/socket";

    /// <summary>Takes what has nowhere to go.</summary>
    public static Cluster BlackHole(ClusterMeshSettings mesh) => new()
    {
        Name = Naming.BlackHoleCluster,
        Type = DiscoveryType.Static,
        ConnectTimeout = mesh.ConnectTimeout.ToProto(),
        LbPolicy = LbPolicy.RoundRobin,
        AltStatName = StatNames.Delimited(Naming.BlackHoleCluster),
    };

    /// <summary>Lets traffic to unknown destinations go where it was going.</summary>
    public static Cluster Passthrough(ClusterMeshSettings mesh, ClusterView view)
    {
        var cluster = OriginalDestination(mesh, view);
        MetadataExchange.Apply(cluster, view, mesh.Features);
        return cluster;
    }

    /// <summary>Lets inbound traffic to unknown ports reach the application.</summary>
    public static Cluster InboundPassthrough(ClusterMeshSettings mesh, ClusterView view, bool hasIpv4, bool hasIpv6)
    {
        var cluster = OriginalDestination(mesh, view);
        cluster.Name = Naming.InboundPassthroughCluster;
        cluster.UpstreamBindConfig = new() { SourceAddress = Source(hasIpv4 ? PassthroughSourceV4 : PassthroughSourceV6) };
        if (hasIpv4 && hasIpv6)
        {
            cluster.UpstreamBindConfig.ExtraSourceAddresses.Add(new ExtraSourceAddress { Address = Source(PassthroughSourceV6) });
        }

        return cluster;
    }

    /// <summary>An external secret server's socket that is mounted into the proxy.</summary>
    public static Cluster ExternalSecrets(ClusterMeshSettings mesh)
    {
        var cluster = new Cluster
        {
            Name = SdsSecrets.ExternalCluster,
            Type = DiscoveryType.Static,
            ConnectTimeout = mesh.ConnectTimeout.ToProto(),
            LoadAssignment = new()
            {
                ClusterName = SdsSecrets.ExternalCluster,
                Endpoints =
                {
                    new LocalityLbEndpoints
                    {
                        LbEndpoints = { new LbEndpoint { Endpoint = new() { Address = new() { Pipe = new() { Path = CredentialSocketPath } } } } },
                    },
                },
            },
            AltStatName = StatNames.Delimited(SdsSecrets.ExternalCluster),
        };
        ClusterDraft.SetHttpOptions(cluster, new HttpProtocolOptions { ExplicitHttpConfig = new() { Http2ProtocolOptions = new() } });
        return cluster;
    }

    public static SocketAddress Source(string address) => new() { Address = address, PortValue = 0 };

    private static Cluster OriginalDestination(ClusterMeshSettings mesh, ClusterView view)
    {
        var cluster = new Cluster
        {
            Name = Naming.PassthroughCluster,
            Type = DiscoveryType.OriginalDst,
            LbPolicy = LbPolicy.ClusterProvided,
            AltStatName = StatNames.Delimited(Naming.PassthroughCluster),
        };
        ClusterDraft.SetHttpOptions(cluster, UpstreamProtocols.Passthrough(view.PreserveHeaderCase));
        ConnectionPools.Apply(new ClusterDraft(cluster), mesh, mesh.DefaultPolicy?.ConnectionPool ?? new(), retryBudget: null);
        return cluster;
    }
}
