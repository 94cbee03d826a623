using Envoy.Config.Cluster.V3;
using Envoy.Extensions.Clusters.DynamicForwardProxy.V3;
using Envoy.Extensions.Common.DynamicForwardProxy.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Clusters;

/// <summary>Clusters that resolve the request's own host name: wildcard services with dynamic DNS, and unknown hosts where the mesh allows them by name.</summary>
internal static class DynamicForwardProxyClusters
{
    public const string AllowAnyCluster = "AllowAnyDynamicDNSCluster";

    /// <summary>Whether a service's names are resolved when they are asked for. A gateway between networks resolves none.</summary>
    public static bool AppliesTo(Service service, ClusterMode mode) =>
        mode == ClusterMode.Default && service.Resolution == Resolution.DynamicDns && Hostname.IsWildcard(service.Hostname);

    /// <summary>A dynamic forward proxy knows HTTP and SNI only.</summary>
    public static bool Supports(Protocol protocol) => protocol is Protocol.Http or Protocol.Tls or Protocol.Grpc or Protocol.Http2;

    public static IReadOnlyList<EncodedResource> Build(OutboundClusterInputs inputs)
    {
        var service = inputs.Service;
        var name = Naming.ClusterName(Naming.Outbound, "", service.Hostname, inputs.Port.Number);
        var draft = NewDraft(name, new ClusterConfig
        {
            DnsCacheConfig = new DnsCacheConfig
            {
                Name = DnsCaches.NameOf(service.Hostname),
                DnsLookupFamily = inputs.View.DnsFamily.ToEnvoy(),
            },
        });
        UpstreamProtocols.Apply(draft, inputs.Port.Protocol, inputs.View.Type, inputs.View.PreserveHeaderCase);
        var policy = TrafficPolicies.OverMeshDefault(
            inputs.Mesh.DefaultPolicy, TrafficPolicies.ForPort(inputs.Rule?.Spec.TrafficPolicy, inputs.Port));
        OutboundClusters.ApplyPolicy(draft, inputs with { ServiceAccounts = NameList.Empty }, policy, inputs.Rule?.Spec.TrafficPolicy, sni: "");
        MetadataExchange.Apply(draft.Cluster, inputs.View, inputs.Mesh.Features);
        IstioMetadata.SetPeers(draft.Cluster, inputs);
        if (inputs.Rule is { } rule)
        {
            IstioMetadata.SetConfig(draft.Cluster.EnsureMetadata(), "networking.istio.io", "v1", "destination-rule", rule.Meta);
            IstioMetadata.SetAlpnOverride(draft.Cluster.EnsureMetadata(), policy?.Tls?.Mode);
        }

        var cluster = draft.Build();
        return [new(cluster.Name, TypeUrls.Cluster, EnvoyEncoding.ToBytes(cluster))];
    }

    /// <summary>The cluster of outbound policy <c>ALLOW_ANY</c> by DNS, with TLS where the mesh says so.</summary>
    public static Cluster AllowAny(ClusterMeshSettings mesh, ClusterView view, DnsCacheConfig cache, ClientTlsSettings? tls)
    {
        var plain = tls is null or { Mode: ClientTlsMode.Disable };
        var draft = NewDraft(AllowAnyCluster, new ClusterConfig { DnsCacheConfig = cache, AllowInsecureClusterOptions = plain });
        draft.Cluster.ConnectTimeout = mesh.ConnectTimeout.ToProto();
        ClusterDraft.SetHttpOptions(draft.Cluster, UpstreamProtocols.Passthrough(view.PreserveHeaderCase));
        ConnectionPools.Apply(draft, mesh, new(), retryBudget: null);
        if (!plain && UpstreamTls.Context(draft, new() { View = view, Mesh = mesh }, tls!) is { } context)
        {
            draft.Cluster.TransportSocket = TransportSockets.Tls(context);
        }

        MetadataExchange.Apply(draft.Cluster, view, mesh.Features);

        // What TLS asks of the HTTP options takes the place of all that was set before, as in Istio.
        return draft.Build();
    }

    private static ClusterDraft NewDraft(string name, ClusterConfig config) => new(new Cluster
    {
        Name = name,
        LbPolicy = Cluster.Types.LbPolicy.ClusterProvided,
        ClusterType = new() { Name = "envoy.clusters.dynamic_forward_proxy", TypedConfig = EnvoyAny.Pack(config) },
        AltStatName = StatNames.Delimited(name),
    })
    {
        IsDynamicForwardProxy = true,
    };
}
