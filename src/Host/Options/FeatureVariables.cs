using MeshActors.Mesh.Configuration;

namespace MeshActors.Host.Options;

/// <summary>The environment variables of istiod that change what proxies are sent.</summary>
internal static class FeatureVariables
{
    public static MeshFeatures Read(EnvironmentReader environment)
    {
        var plain = MeshFeatures.Default;
        return plain with
        {
            DualStack = environment.Flag("ISTIO_DUAL_STACK", plain.DualStack),
            Http10 = environment.Flag("PILOT_HTTP10", plain.Http10),
            QuicListeners = environment.Flag("PILOT_ENABLE_QUIC_LISTENERS", plain.QuicListeners),
            PersistentSessions = environment.Flag("PILOT_ENABLE_PERSISTENT_SESSION_FILTER", plain.PersistentSessions),
            SessionLabel = environment.TextOrNone("PILOT_PERSISTENT_SESSION_LABEL", plain.SessionLabel),
            SessionHeaderLabel = environment.TextOrNone("PILOT_PERSISTENT_SESSION_HEADER_LABEL", plain.SessionHeaderLabel),
            DrainingLabel = environment.TextOrNone("PILOT_DRAINING_LABEL", plain.DrainingLabel),
            CanonicalExternalServices = environment.Flag("LABEL_CANONICAL_SERVICES_FOR_MESH_EXTERNAL_SERVICE_ENTRIES", plain.CanonicalExternalServices),
            EdsForHeadlessServices = environment.Flag("PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES", plain.EdsForHeadlessServices),
            HeadlessFilterChains = environment.Flag("PILOT_ENABLE_HEADLESS_FILTER_CHAIN_LISTENER", plain.HeadlessFilterChains),
            FilterGatewayClusters = environment.Flag("PILOT_FILTER_GATEWAY_CLUSTER_CONFIG", plain.FilterGatewayClusters),
            ScopeGatewaysToNamespace = environment.Flag("PILOT_SCOPE_GATEWAY_TO_NAMESPACE", plain.ScopeGatewaysToNamespace),
            PickBestServiceNamespace = environment.Flag("PILOT_SIDECAR_PICK_BEST_SERVICE_NAMESPACE", plain.PickBestServiceNamespace),
            UnifiedSidecarScope = environment.Flag("PILOT_UNIFIED_SIDECAR_SCOPE", plain.UnifiedSidecarScope),
            MulticlusterHeadless = environment.Flag("ENABLE_MULTICLUSTER_HEADLESS", plain.MulticlusterHeadless),
            SendUnhealthyEndpoints = environment.Flag("PILOT_SEND_UNHEALTHY_ENDPOINTS", plain.SendUnhealthyEndpoints),
            AutoSendUnhealthyEndpoints = environment.Flag("PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS", plain.AutoSendUnhealthyEndpoints),
            AlpnFilter = environment.Flag("PILOT_ENABLE_ALPN_FILTER", plain.AlpnFilter),
            MetadataExchange = environment.Flag("PILOT_ENABLE_METADATA_EXCHANGE", plain.MetadataExchange),
            AdditionalPeerLabels = environment.Text("PILOT_MX_ADDITIONAL_LABELS") ?? plain.AdditionalPeerLabels,
            PeerExchangeAlpn = !environment.Flag("PILOT_DISABLE_MX_ALPN", !plain.PeerExchangeAlpn),
            SkipTrustDomainValidation = environment.Flag("PILOT_SKIP_VALIDATE_TRUST_DOMAIN", plain.SkipTrustDomainValidation),
            SelectorsForGatewayApi = environment.Flag("ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY", plain.SelectorsForGatewayApi),
            SeveralAuthorizers = environment.Flag("PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS", plain.SeveralAuthorizers),
            CollapseRoutes = environment.Flag("PILOT_ENABLE_ROUTE_COLLAPSE_OPTIMIZATION", plain.CollapseRoutes),
            TraceSampling = environment.Percentage("PILOT_TRACE_SAMPLING", plain.TraceSampling),
            ConnectionsPerEvent = environment.Number("MAX_CONNECTIONS_PER_SOCKET_EVENT_LOOP", plain.ConnectionsPerEvent, least: 0),
            SidecarIngressTls = environment.Flag("ENABLE_TLS_ON_SIDECAR_INGRESS", plain.SidecarIngressTls),
            MergedInboundListeners = environment.Flag("PILOT_ALLOW_SIDECAR_SERVICE_INBOUND_LISTENER_MERGE", plain.MergedInboundListeners),
            LocalityWeights = environment.Flag("ENABLE_LOCALITY_WEIGHTED_LB_CONFIG", plain.LocalityWeights),
            RulesForExternalTls = environment.Flag("PREFER_DESTINATIONRULE_TLS_FOR_EXTERNAL_SERVICES", plain.RulesForExternalTls),
            InternalNetworks = environment.Flag("ENABLE_HCM_INTERNAL_NETWORKS", plain.InternalNetworks),
            RemoteAddress = environment.Flag("PILOT_SIDECAR_USE_REMOTE_ADDRESS", plain.RemoteAddress),
            Continues = environment.Flag("ENABLE_100_CONTINUE_HEADERS", plain.Continues),
            TracksRemaining = !environment.Flag("DISABLE_TRACK_REMAINING_CB_METRICS", !plain.TracksRemaining),
            MongoFilter = environment.Flag("PILOT_ENABLE_MONGO_FILTER", plain.MongoFilter),
            MySqlFilter = environment.Flag("PILOT_ENABLE_MYSQL_FILTER", plain.MySqlFilter),
            RedisFilter = environment.Flag("PILOT_ENABLE_REDIS_FILTER", plain.RedisFilter),
            DnsQueriesPerSocket = environment.Number("PILOT_DNS_CARES_UDP_MAX_QUERIES", plain.DnsQueriesPerSocket, least: 0),
            DnsJitter = environment.DurationOrNone("PILOT_DNS_JITTER_DURATION", plain.DnsJitter),
            ExportsKeepRulesApart = environment.Flag("ENABLE_ENHANCED_DESTINATIONRULE_MERGE", plain.ExportsKeepRulesApart),
            WritesAddresses = environment.Flag("PILOT_ENABLE_IP_AUTOALLOCATE", plain.WritesAddresses),
            EntriesSelectPods = environment.Flag("PILOT_ENABLE_SERVICEENTRY_SELECT_PODS", plain.EntriesSelectPods),
            ServicesSelectEntries = environment.Flag("PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES", plain.ServicesSelectEntries),
            EntriesOfAllClusters = environment.Flag("PILOT_ENABLE_CROSS_CLUSTER_WORKLOAD_ENTRY", plain.EntriesOfAllClusters),
            EntryHealthChecks = environment.Flag("PILOT_ENABLE_WORKLOAD_ENTRY_HEALTHCHECKS", plain.EntryHealthChecks),
            ResolvesGatewayNames = environment.Flag("RESOLVE_HOSTNAME_GATEWAYS", plain.ResolvesGatewayNames),
            DynamicDnsHosts = environment.Number("PILOT_ALLOW_ANY_DYNAMIC_DNS_MAX_HOSTS", plain.DynamicDnsHosts),
            Ipv4BesideIpv6 = environment.Flag("ISTIO_ENABLE_IPV4_OUTBOUND_LISTENER_FOR_IPV6_CLUSTERS", plain.Ipv4BesideIpv6),
            StrictGatewayMerging = environment.Flag("PILOT_ENABLE_STRICT_GATEWAY_MERGING", plain.StrictGatewayMerging),
            HandshakeTimeout = environment.DurationOrNone("PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT", plain.HandshakeTimeout),
            TelemetryLabels = environment.Flag("PILOT_ENABLE_TELEMETRY_LABEL", plain.TelemetryLabels),
            EndpointTelemetryLabels = environment.Flag("PILOT_ENDPOINT_TELEMETRY_LABEL", plain.EndpointTelemetryLabels),
            AbsoluteNames = environment.Flag("PILOT_ENABLE_ABSOLUTE_FQDN_VHOST_DOMAIN", plain.AbsoluteNames),
            ShadowHosts = !environment.Flag("DISABLE_SHADOW_HOST_SUFFIX", !plain.ShadowHosts),
            JwksFetching = environment.Choice(
                "PILOT_JWT_ENABLE_REMOTE_JWKS",
                plain.JwksFetching,
                ("istiod", JwksFetching.ControlPlane),
                ("hybrid", JwksFetching.Hybrid),
                ("envoy", JwksFetching.DataPlane),
                ("false", JwksFetching.ControlPlane),
                ("true", JwksFetching.Hybrid)),
            Compliance = environment.Choice(
                "COMPLIANCE_POLICY",
                plain.Compliance,
                ("fips-140-2", CompliancePolicy.Fips1402),
                ("fips-140-3", CompliancePolicy.Fips1403),
                ("pqc", CompliancePolicy.PostQuantum)),
        };
    }
}
