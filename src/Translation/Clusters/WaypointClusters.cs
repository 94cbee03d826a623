using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Extensions.TransportSockets.InternalUpstream.V3;
using Envoy.Extensions.TransportSockets.RawBuffer.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Identity;
using MeshActors.Translation.Tls;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshActors.Translation.Clusters;

/// <summary>The inside of a waypoint: clusters that lead from the end of one HBONE tunnel to the beginning of the next.</summary>
internal static class WaypointClusters
{
    private const uint TunnelPort = 15008;
    private const string MainInternal = "main_internal";
    private const string Encap = "encap";
    private const string ConnectOriginate = "connect_originate";
    private static readonly TimeSpan DefaultTunnelIdle = TimeSpan.FromHours(1);
    private static readonly TimeSpan Cleanup = TimeSpan.FromMinutes(1);

    /// <param name="mesh">What clusters read of the mesh.</param>
    /// <param name="tunnelIdle">The mesh's <c>hboneIdleTimeout</c>.</param>
    /// <param name="trustDomains">The mesh's trust domain and its aliases.</param>
    /// <param name="ns">The waypoint's namespace: it forwards to workloads there.</param>
    public static IEnumerable<Cluster> Build(ClusterMeshSettings mesh, TimeSpan? tunnelIdle, IReadOnlyList<string> trustDomains, string ns) =>
    [
        Internal(MainInternal, MainInternal, mesh),
        Internal(Encap, ConnectOriginate, mesh),
        Originate(mesh, tunnelIdle ?? DefaultTunnelIdle, trustDomains, ns),
    ];

    private static Cluster Internal(string name, string listener, ClusterMeshSettings mesh)
    {
        var cluster = new Cluster
        {
            Name = name,
            Type = DiscoveryType.Static,
            AltStatName = StatNames.Delimited(name),
            CircuitBreakers = new() { Thresholds = { ConnectionPools.Unlimited(mesh.Features) } },
            LoadAssignment = new()
            {
                ClusterName = name,
                Endpoints =
                {
                    new LocalityLbEndpoints
                    {
                        LbEndpoints = { new LbEndpoint { Endpoint = new() { Address = new() { EnvoyInternalAddress = new() { ServerListenerName = listener } } } } },
                    },
                },
            },
            TransportSocket = new()
            {
                Name = "internal_upstream",
                TypedConfig = EnvoyAny.Pack(new InternalUpstreamTransport
                {
                    TransportSocket = new() { Name = "raw_buffer", TypedConfig = EnvoyAny.Pack(new RawBuffer()) },
                }),
            },
        };
        ClusterDraft.SetHttpOptions(cluster, UpstreamProtocols.Passthrough(preserveHeaderCase: false));
        return cluster;
    }

    private static Cluster Originate(ClusterMeshSettings mesh, TimeSpan tunnelIdle, IReadOnlyList<string> trustDomains, string ns)
    {
        var tls = TunnelTls(trustDomains, ns);
        ComplianceRules.Enforce(tls, mesh.Features.Compliance);
        var cluster = new Cluster
        {
            Name = ConnectOriginate,
            Type = DiscoveryType.OriginalDst,
            LbPolicy = LbPolicy.ClusterProvided,
            AltStatName = StatNames.Delimited(ConnectOriginate),
            ConnectTimeout = mesh.ConnectTimeout.ToProto(),
            CleanupInterval = Cleanup.ToProto(),
            CircuitBreakers = new() { Thresholds = { ConnectionPools.Unlimited(mesh.Features) } },
            OriginalDstLbConfig = new()
            {
                UpstreamPortOverride = TunnelPort,
                MetadataKey = new() { Key = "envoy.filters.listener.original_dst", Path = { new Envoy.Type.Metadata.V3.MetadataKey.Types.PathSegment { Key = "waypoint" } } },
            },
            TransportSocket = new() { Name = "tls", TypedConfig = EnvoyAny.Pack(new UpstreamTlsContext { CommonTlsContext = tls }) },
        };
        ClusterDraft.SetHttpOptions(cluster, new HttpProtocolOptions
        {
            CommonHttpProtocolOptions = new() { IdleTimeout = tunnelIdle.ToProto() },
            ExplicitHttpConfig = new() { Http2ProtocolOptions = new() { AllowConnect = true } },
        });
        return cluster;
    }

    private static CommonTlsContext TunnelTls(IReadOnlyList<string> trustDomains, string ns)
    {
        var validation = new CertificateValidationContext();
        foreach (var domain in trustDomains)
        {
            validation.MatchTypedSubjectAltNames.Add(UriPrefix($"{SpiffeIdentity.Prefix}{domain}/"));
        }

        validation.MatchTypedSubjectAltNames.Add(UriPrefix($"{SpiffeIdentity.Prefix}{trustDomains[0]}/ns/{ns}/sa/"));
        return new()
        {
            AlpnProtocols = { "h2" },
            TlsParams = new()
            {
                TlsMinimumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv13,
                TlsMaximumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv13,
            },
            TlsCertificateSdsSecretConfigs = { SdsSecrets.FromAgent(SdsSecrets.Default) },
            CombinedValidationContext = new()
            {
                DefaultValidationContext = validation,
                ValidationContextSdsSecretConfig = SdsSecrets.FromAgent(SdsSecrets.Root),
            },
        };
    }

    private static SubjectAltNameMatcher UriPrefix(string prefix) =>
        new() { SanType = SubjectAltNameMatcher.Types.SanType.Uri, Matcher = new() { Prefix = prefix } };
}
