using MeshActors.Host.Options;
using MeshActors.Mesh.Configuration;

namespace MeshActors.Host.Tests.Options;

public sealed class EnvironmentOptionsTests
{
    [Fact]
    public void Read_NothingSet_GivesIstiodsDefaults()
    {
        var options = EnvironmentOptions.Read(new(_ => null));

        options.Ports.ShouldBe(new ReplicaPorts { Http = 8080, Xds = 15010, SecureXds = 15012, Monitoring = 15014, Link = 15016 });
        options.SystemNamespace.ShouldBe("istio-system");
        options.ClusterId.ShouldBe("Kubernetes");
        options.KeepAliveInterval.ShouldBe(TimeSpan.FromSeconds(30));
        options.AuthenticatesXds.ShouldBeTrue();
        options.AuthenticatesPlaintext.ShouldBeFalse();
        options.ChecksXdsIdentity.ShouldBeTrue();
        options.TokenAudiences.ShouldBe(["istio-ca"]);
    }

    [Fact]
    public void Read_VariablesOfIdentity_MeanWhatTheyMeanToIstiod()
    {
        var variables = new Dictionary<string, string?>
        {
            ["XDS_AUTH"] = "false",
            ["XDS_AUTH_PLAINTEXT"] = "true",
            ["PILOT_ENABLE_XDS_IDENTITY_CHECK"] = "false",
            ["TOKEN_AUDIENCES"] = "istio-ca,other",
        };

        var options = EnvironmentOptions.Read(new(variables.GetValueOrDefault));

        options.AuthenticatesXds.ShouldBeFalse();
        options.AuthenticatesPlaintext.ShouldBeTrue();
        options.ChecksXdsIdentity.ShouldBeFalse();
        options.TokenAudiences.ShouldBe(["istio-ca", "other"]);
    }

    [Fact]
    public void Read_VariablesSet_TakesThem()
    {
        var variables = new Dictionary<string, string?>
        {
            ["POD_NAME"] = "istiod-7d",
            ["POD_NAMESPACE"] = "mesh-system",
            ["REVISION"] = "canary",
            ["CLUSTER_ID"] = "east",
            ["ISTIO_WATCH_NAMESPACE"] = "shop",
            ["SHARED_MESH_CONFIG"] = "mesh-wide",
            ["GRPC_KEEPALIVE_INTERVAL"] = "1m30s",
            ["ISTIO_GPRC_MAXSTREAMS"] = "17",
            ["ISTIOD_CUSTOM_HOST"] = "a.example, b.example",
            ["ENABLE_DEBUG_ON_HTTP"] = "false",
        };

        var options = EnvironmentOptions.Read(new(variables.GetValueOrDefault));

        options.Name.ShouldBe("istiod-7d");
        options.SystemNamespace.ShouldBe("mesh-system");
        options.Revision.ShouldBe("canary");
        options.ClusterId.ShouldBe("east");
        options.WatchedNamespace.ShouldBe("shop");
        options.SharedMeshConfig.ShouldBe("mesh-wide");
        options.KeepAliveInterval.ShouldBe(TimeSpan.FromSeconds(90));
        options.MaxConcurrentStreams.ShouldBe(17);
        options.CustomHosts.ShouldBe(["a.example", "b.example"]);
        options.DebugEnabled.ShouldBeFalse();
    }

    [Fact]
    public void Read_SwitchesOfAllocation_TakesThem_AndSaysWhatIsNoRangeOfTheFamily()
    {
        var variables = new Dictionary<string, string?>
        {
            ["PILOT_ENABLE_IP_AUTOALLOCATE"] = "false",
            ["PILOT_IP_AUTOALLOCATE_IPV4_PREFIX"] = "10.9.0.0/24",
            ["PILOT_IP_AUTOALLOCATE_IPV6_PREFIX"] = "10.9.1.0/24",
        };
        var environment = new EnvironmentReader(variables.GetValueOrDefault);

        var options = EnvironmentOptions.Read(environment);

        options.Features.WritesAddresses.ShouldBeFalse();
        options.Ipv4Allocation.ToString().ShouldBe("10.9.0.0/24");
        options.Ipv6Allocation.ToString().ShouldBe("2001:2::/48");
        environment.Warnings.ShouldHaveSingleItem().ShouldBe(
            "PILOT_IP_AUTOALLOCATE_IPV6_PREFIX is \"10.9.1.0/24\", which is no range of IPv6 addresses such as 2001:2::/48: the default holds, which is 2001:2::/48.");
    }

    [Fact]
    public void Read_NothingSet_SwitchesNothingForTheMesh() =>
        EnvironmentOptions.Read(new(_ => null)).Features.ShouldBe(MeshFeatures.Default);

    [Fact]
    public void Read_SwitchesOfTheMesh_TakesThem()
    {
        var variables = new Dictionary<string, string?>
        {
            ["ISTIO_DUAL_STACK"] = "true",
            ["PILOT_HTTP10"] = "1",
            ["PILOT_ENABLE_QUIC_LISTENERS"] = "true",
            ["PILOT_ENABLE_PERSISTENT_SESSION_FILTER"] = "true",
            ["PILOT_PERSISTENT_SESSION_LABEL"] = "example.com/cookie",
            ["PILOT_PERSISTENT_SESSION_HEADER_LABEL"] = "example.com/header",
            ["PILOT_DRAINING_LABEL"] = "",
            ["LABEL_CANONICAL_SERVICES_FOR_MESH_EXTERNAL_SERVICE_ENTRIES"] = "true",
            ["PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES"] = "true",
            ["PILOT_ENABLE_HEADLESS_FILTER_CHAIN_LISTENER"] = "true",
            ["PILOT_FILTER_GATEWAY_CLUSTER_CONFIG"] = "true",
            ["PILOT_SCOPE_GATEWAY_TO_NAMESPACE"] = "true",
            ["PILOT_SIDECAR_PICK_BEST_SERVICE_NAMESPACE"] = "false",
            ["ENABLE_MULTICLUSTER_HEADLESS"] = "false",
            ["PILOT_SEND_UNHEALTHY_ENDPOINTS"] = "true",
            ["PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS"] = "false",
            ["PILOT_ENABLE_ALPN_FILTER"] = "false",
            ["PILOT_ENABLE_METADATA_EXCHANGE"] = "false",
            ["PILOT_MX_ADDITIONAL_LABELS"] = "team,app",
            ["PILOT_ENABLE_ROUTE_COLLAPSE_OPTIMIZATION"] = "false",
            ["PILOT_DISABLE_MX_ALPN"] = "true",
            ["PILOT_SKIP_VALIDATE_TRUST_DOMAIN"] = "true",
            ["ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY"] = "false",
            ["PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS"] = "true",
            ["PILOT_TRACE_SAMPLING"] = "12.5",
            ["MAX_CONNECTIONS_PER_SOCKET_EVENT_LOOP"] = "0",
            ["ENABLE_TLS_ON_SIDECAR_INGRESS"] = "true",
            ["PILOT_ALLOW_SIDECAR_SERVICE_INBOUND_LISTENER_MERGE"] = "true",
            ["ENABLE_LOCALITY_WEIGHTED_LB_CONFIG"] = "true",
            ["PREFER_DESTINATIONRULE_TLS_FOR_EXTERNAL_SERVICES"] = "false",
            ["ENABLE_HCM_INTERNAL_NETWORKS"] = "true",
            ["PILOT_SIDECAR_USE_REMOTE_ADDRESS"] = "true",
            ["ENABLE_100_CONTINUE_HEADERS"] = "false",
            ["DISABLE_TRACK_REMAINING_CB_METRICS"] = "false",
            ["PILOT_ENABLE_MONGO_FILTER"] = "false",
            ["PILOT_ALLOW_ANY_DYNAMIC_DNS_MAX_HOSTS"] = "9",
            ["ISTIO_ENABLE_IPV4_OUTBOUND_LISTENER_FOR_IPV6_CLUSTERS"] = "true",
            ["PILOT_ENABLE_STRICT_GATEWAY_MERGING"] = "false",
            ["PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT"] = "0s",
            ["PILOT_ENABLE_TELEMETRY_LABEL"] = "false",
            ["PILOT_ENDPOINT_TELEMETRY_LABEL"] = "false",
            ["PILOT_ENABLE_ABSOLUTE_FQDN_VHOST_DOMAIN"] = "false",
            ["DISABLE_SHADOW_HOST_SUFFIX"] = "false",
            ["PILOT_ENABLE_MYSQL_FILTER"] = "true",
            ["PILOT_ENABLE_REDIS_FILTER"] = "true",
            ["PILOT_DNS_CARES_UDP_MAX_QUERIES"] = "0",
            ["PILOT_DNS_JITTER_DURATION"] = "3s",
            ["ENABLE_ENHANCED_DESTINATIONRULE_MERGE"] = "false",
            ["PILOT_ENABLE_SERVICEENTRY_SELECT_PODS"] = "false",
            ["PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES"] = "false",
            ["PILOT_ENABLE_CROSS_CLUSTER_WORKLOAD_ENTRY"] = "false",
            ["PILOT_ENABLE_WORKLOAD_ENTRY_HEALTHCHECKS"] = "false",
            ["RESOLVE_HOSTNAME_GATEWAYS"] = "false",
            ["PILOT_UNIFIED_SIDECAR_SCOPE"] = "false",
            ["PILOT_ENABLE_IP_AUTOALLOCATE"] = "false",
            ["PILOT_JWT_ENABLE_REMOTE_JWKS"] = "hybrid",
            ["COMPLIANCE_POLICY"] = "fips-140-3",
        };

        EnvironmentOptions.Read(new(variables.GetValueOrDefault)).Features.ShouldBe(new()
        {
            DualStack = true,
            Http10 = true,
            QuicListeners = true,
            PersistentSessions = true,
            SessionLabel = "example.com/cookie",
            SessionHeaderLabel = "example.com/header",
            DrainingLabel = "",
            CanonicalExternalServices = true,
            EdsForHeadlessServices = true,
            HeadlessFilterChains = true,
            FilterGatewayClusters = true,
            ScopeGatewaysToNamespace = true,
            PickBestServiceNamespace = false,
            UnifiedSidecarScope = false,
            MulticlusterHeadless = false,
            SendUnhealthyEndpoints = true,
            AutoSendUnhealthyEndpoints = false,
            AlpnFilter = false,
            MetadataExchange = false,
            AdditionalPeerLabels = "team,app",
            CollapseRoutes = false,
            PeerExchangeAlpn = false,
            SkipTrustDomainValidation = true,
            SelectorsForGatewayApi = false,
            SeveralAuthorizers = true,
            TraceSampling = 12.5,
            ConnectionsPerEvent = 0,
            SidecarIngressTls = true,
            MergedInboundListeners = true,
            LocalityWeights = true,
            RulesForExternalTls = false,
            InternalNetworks = true,
            RemoteAddress = true,
            Continues = false,
            TracksRemaining = true,
            MongoFilter = false,
            DynamicDnsHosts = 9,
            Ipv4BesideIpv6 = true,
            StrictGatewayMerging = false,
            HandshakeTimeout = TimeSpan.Zero,
            TelemetryLabels = false,
            EndpointTelemetryLabels = false,
            AbsoluteNames = false,
            MySqlFilter = true,
            RedisFilter = true,
            DnsQueriesPerSocket = 0,
            DnsJitter = TimeSpan.FromSeconds(3),
            ExportsKeepRulesApart = false,
            WritesAddresses = false,
            EntriesSelectPods = false,
            ServicesSelectEntries = false,
            EntriesOfAllClusters = false,
            EntryHealthChecks = false,
            ResolvesGatewayNames = false,
            ShadowHosts = true,
            JwksFetching = JwksFetching.Hybrid,
            Compliance = CompliancePolicy.Fips1403,
        });
    }

    [Theory]
    [InlineData("GRPC_KEEPALIVE_TIMEOUT", "soon")]
    [InlineData("ISTIO_GPRC_MAXRECVMSGSIZE", "-1")]
    [InlineData("ENABLE_DEBUG_ON_HTTP", "maybe")]
    [InlineData("ISTIO_DUAL_STACK", "both")]
    [InlineData("PILOT_TRACE_SAMPLING", "101")]
    [InlineData("COMPLIANCE_POLICY", "strict")]
    [InlineData("PILOT_JWT_ENABLE_REMOTE_JWKS", "sometimes")]
    public void Read_ValueThatIsNone_CountsAsNotSetAndIsNamed(string name, string value)
    {
        var environment = new EnvironmentReader(asked => asked == name ? value : null);

        var options = EnvironmentOptions.Read(environment);

        options.Features.ShouldBe(MeshFeatures.Default);
        options.DebugEnabled.ShouldBeTrue();
        options.KeepAliveTimeout.ShouldBe(new ReplicaOptions().KeepAliveTimeout);
        options.MaxReceiveMessageSize.ShouldBe(new ReplicaOptions().MaxReceiveMessageSize);
        var warning = environment.Warnings.ShouldHaveSingleItem();
        warning.ShouldContain(name);
        warning.ShouldContain(value);
    }

    [Fact]
    public void Shifted_PortOfZero_StaysFree()
    {
        var ports = new ReplicaPorts { Xds = 0 }.Shifted(1000);

        ports.Xds.ShouldBe(0);
        ports.Http.ShouldBe(9080);
        ports.Link.ShouldBe(16016);
    }
}
