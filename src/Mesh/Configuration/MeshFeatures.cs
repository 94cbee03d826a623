using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Configuration;

/// <summary>
/// What the installation switches for the whole mesh, beside its mesh configuration: the environment variables of istiod that
/// change what proxies are sent. The defaults are istiod's.
/// </summary>
public sealed record MeshFeatures
{
    public static readonly MeshFeatures Default = new();

    /// <summary><c>ISTIO_DUAL_STACK</c>: proxies with addresses of both families use both.</summary>
    public bool DualStack { get; init; }

    /// <summary><c>PILOT_HTTP10</c>: HTTP/1.0 is taken for HTTP everywhere, not only where a proxy asks for it.</summary>
    public bool Http10 { get; init; }

    /// <summary><c>PILOT_ENABLE_QUIC_LISTENERS</c>: HTTPS servers of gateways offer HTTP/3 beside.</summary>
    public bool QuicListeners { get; init; }

    /// <summary><c>PILOT_ENABLE_PERSISTENT_SESSION_FILTER</c>: services may ask for sessions by label.</summary>
    public bool PersistentSessions { get; init; }

    /// <summary><c>PILOT_PERSISTENT_SESSION_LABEL</c>: the label by which services ask for sessions by cookie; empty for none.</summary>
    public string SessionLabel { get; init; } = WellKnownLabels.PersistentSession;

    /// <summary><c>PILOT_PERSISTENT_SESSION_HEADER_LABEL</c>: the same for sessions by header.</summary>
    public string SessionHeaderLabel { get; init; } = WellKnownLabels.PersistentSessionHeader;

    /// <summary><c>PILOT_DRAINING_LABEL</c>: the label of workloads that are to get no new sessions; empty for none.</summary>
    public string DrainingLabel { get; init; } = WellKnownLabels.Draining;

    /// <summary>
    /// <c>LABEL_CANONICAL_SERVICES_FOR_MESH_EXTERNAL_SERVICE_ENTRIES</c>: what is outside the mesh is known to telemetry by the canonical
    /// service of its ServiceEntry.
    /// </summary>
    public bool CanonicalExternalServices { get; init; }

    /// <summary><c>PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES</c>: headless services of Kubernetes are balanced over their endpoints.</summary>
    public bool EdsForHeadlessServices { get; init; }

    /// <summary><c>PILOT_ENABLE_HEADLESS_FILTER_CHAIN_LISTENER</c>: one listener for all pods of a headless TCP service.</summary>
    public bool HeadlessFilterChains { get; init; }

    /// <summary><c>PILOT_FILTER_GATEWAY_CLUSTER_CONFIG</c>: gateways only get the clusters that their routes name.</summary>
    public bool FilterGatewayClusters { get; init; }

    /// <summary><c>PILOT_SCOPE_GATEWAY_TO_NAMESPACE</c>: Gateways select workloads of their own namespace alone.</summary>
    public bool ScopeGatewaysToNamespace { get; init; }

    /// <summary><c>PILOT_SIDECAR_PICK_BEST_SERVICE_NAMESPACE</c>: of one host in several namespaces Kubernetes' own service wins.</summary>
    public bool PickBestServiceNamespace { get; init; } = true;

    /// <summary>
    /// <c>PILOT_UNIFIED_SIDECAR_SCOPE</c>: of one host in several namespaces a Sidecar's listener too prefers Kubernetes' own service, and routes of the
    /// Gateway API in a client's own namespace go before others.
    /// </summary>
    public bool UnifiedSidecarScope { get; init; } = true;

    /// <summary><c>ENABLE_MULTICLUSTER_HEADLESS</c>: names of headless services lead to the pods of all clusters.</summary>
    public bool MulticlusterHeadless { get; init; } = true;

    /// <summary><c>PILOT_SEND_UNHEALTHY_ENDPOINTS</c>: endpoints that are not ready are sent, and marked so.</summary>
    public bool SendUnhealthyEndpoints { get; init; }

    /// <summary><c>PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS</c>: the same, where a service prefers near endpoints.</summary>
    public bool AutoSendUnhealthyEndpoints { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_ALPN_FILTER</c>.</summary>
    public bool AlpnFilter { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_METADATA_EXCHANGE</c>: proxies tell each other who they are.</summary>
    public bool MetadataExchange { get; init; } = true;

    /// <summary><c>PILOT_MX_ADDITIONAL_LABELS</c>: labels that they tell besides, with commas between.</summary>
    public string AdditionalPeerLabels { get; init; } = "";

    /// <summary><c>PILOT_DISABLE_MX_ALPN</c>, the other way round: they offer to, during the TLS handshake of connections without HTTP.</summary>
    public bool PeerExchangeAlpn { get; init; } = true;

    /// <summary><c>PILOT_SKIP_VALIDATE_TRUST_DOMAIN</c>: peers of any trust domain are taken whose certificate can be verified.</summary>
    public bool SkipTrustDomainValidation { get; init; }

    /// <summary><c>ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY</c>: policies select gateways of the Gateway API by labels too.</summary>
    public bool SelectorsForGatewayApi { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS</c>: a workload's requests may be for several authorizers to decide.</summary>
    public bool SeveralAuthorizers { get; init; }

    /// <summary><c>PILOT_ENABLE_ROUTE_COLLAPSE_OPTIMIZATION</c>: hosts of a gateway with the same routes share a virtual host.</summary>
    public bool CollapseRoutes { get; init; } = true;

    /// <summary><c>PILOT_TRACE_SAMPLING</c>, in per cent.</summary>
    public double TraceSampling { get; init; } = 1;

    /// <summary><c>MAX_CONNECTIONS_PER_SOCKET_EVENT_LOOP</c>; 0 for Envoy's own default.</summary>
    public int ConnectionsPerEvent { get; init; } = 1;

    /// <summary><c>ENABLE_TLS_ON_SIDECAR_INGRESS</c>: TLS settings of a Sidecar's ingress listeners count.</summary>
    public bool SidecarIngressTls { get; init; }

    /// <summary>
    /// <c>PILOT_ALLOW_SIDECAR_SERVICE_INBOUND_LISTENER_MERGE</c>: beside a Sidecar's ingress listeners the ports of services are served.
    /// </summary>
    public bool MergedInboundListeners { get; init; }

    /// <summary><c>ENABLE_LOCALITY_WEIGHTED_LB_CONFIG</c>: clusters weigh localities, whether a rule asks for it or not.</summary>
    public bool LocalityWeights { get; init; }

    /// <summary>
    /// <c>PREFER_DESTINATIONRULE_TLS_FOR_EXTERNAL_SERVICES</c>: outside the mesh a rule's TLS goes before files that a proxy's metadata names.
    /// </summary>
    public bool RulesForExternalTls { get; init; } = true;

    /// <summary><c>ENABLE_HCM_INTERNAL_NETWORKS</c>: addresses of MeshNetworks count as internal for sidecars too.</summary>
    public bool InternalNetworks { get; init; }

    /// <summary><c>PILOT_SIDECAR_USE_REMOTE_ADDRESS</c>: sidecars take the connection's address for their clients'.</summary>
    public bool RemoteAddress { get; init; }

    /// <summary><c>ENABLE_100_CONTINUE_HEADERS</c>: the answer <c>100 Continue</c> is passed on.</summary>
    public bool Continues { get; init; } = true;

    /// <summary><c>DISABLE_TRACK_REMAINING_CB_METRICS</c>, the other way round: clusters count what circuit breakers leave.</summary>
    public bool TracksRemaining { get; init; }

    /// <summary><c>PILOT_ENABLE_MONGO_FILTER</c>.</summary>
    public bool MongoFilter { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_MYSQL_FILTER</c>.</summary>
    public bool MySqlFilter { get; init; }

    /// <summary><c>PILOT_ENABLE_REDIS_FILTER</c>: Redis is proxied as such, and its clients shard by key.</summary>
    public bool RedisFilter { get; init; }

    /// <summary><c>PILOT_DNS_CARES_UDP_MAX_QUERIES</c>: how many questions of proxies share a socket; 0 for all.</summary>
    public int DnsQueriesPerSocket { get; init; } = 100;

    /// <summary><c>PILOT_DNS_JITTER_DURATION</c>: by how much proxies may delay asking again.</summary>
    public TimeSpan DnsJitter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary><c>ENABLE_ENHANCED_DESTINATIONRULE_MERGE</c>: DestinationRules that are exported differently stay apart.</summary>
    public bool ExportsKeepRulesApart { get; init; } = true;

    /// <summary>
    /// <c>PILOT_ENABLE_IP_AUTOALLOCATE</c>: the automatic addresses of ServiceEntries are handed out once, and stand in their statuses. If not, they
    /// are derived from the hosts' names, for proxies that ask for that.
    /// </summary>
    public bool WritesAddresses { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_SERVICEENTRY_SELECT_PODS</c>.</summary>
    public bool EntriesSelectPods { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES</c>: Kubernetes' Services select WorkloadEntries too.</summary>
    public bool ServicesSelectEntries { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_CROSS_CLUSTER_WORKLOAD_ENTRY</c>: WorkloadEntries of other clusters count.</summary>
    public bool EntriesOfAllClusters { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_WORKLOAD_ENTRY_HEALTHCHECKS</c>: WorkloadEntries that are checked count while they are healthy.</summary>
    public bool EntryHealthChecks { get; init; } = true;

    /// <summary><c>RESOLVE_HOSTNAME_GATEWAYS</c>: network gateways may be known by name.</summary>
    public bool ResolvesGatewayNames { get; init; } = true;

    /// <summary><c>PILOT_ALLOW_ANY_DYNAMIC_DNS_MAX_HOSTS</c>: how many names a proxy remembers that no service has.</summary>
    public int DynamicDnsHosts { get; init; } = 1024;

    /// <summary><c>ISTIO_ENABLE_IPV4_OUTBOUND_LISTENER_FOR_IPV6_CLUSTERS</c>: proxies of IPv6 alone take and make connections over IPv4.</summary>
    public bool Ipv4BesideIpv6 { get; init; }

    /// <summary>
    /// <c>PILOT_ENABLE_STRICT_GATEWAY_MERGING</c>: gateways deployed for the Gateway API ignore Istio Gateways of other namespaces.
    /// </summary>
    public bool StrictGatewayMerging { get; init; } = true;

    /// <summary><c>PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT</c>: how long clients may take over their handshake; zero for any time.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary><c>PILOT_ENABLE_TELEMETRY_LABEL</c>: clusters and endpoints name services and workloads for telemetry.</summary>
    public bool TelemetryLabels { get; init; } = true;

    /// <summary><c>PILOT_ENDPOINT_TELEMETRY_LABEL</c>: endpoints do, where <see cref="TelemetryLabels"/> are on.</summary>
    public bool EndpointTelemetryLabels { get; init; } = true;

    /// <summary><c>PILOT_ENABLE_ABSOLUTE_FQDN_VHOST_DOMAIN</c>: services are known by their names with a final dot too.</summary>
    public bool AbsoluteNames { get; init; } = true;

    /// <summary><c>DISABLE_SHADOW_HOST_SUFFIX</c>, the other way round: mirrored requests are for hosts with <c>-shadow</c> behind.</summary>
    public bool ShadowHosts { get; init; }

    /// <summary><c>PILOT_JWT_ENABLE_REMOTE_JWKS</c>: who fetches the keys of token issuers.</summary>
    public JwksFetching JwksFetching { get; init; }

    /// <summary><c>COMPLIANCE_POLICY</c>.</summary>
    public CompliancePolicy Compliance { get; init; }

    /// <summary><see cref="AdditionalPeerLabels"/> one by one, sorted.</summary>
    public IEnumerable<string> PeerLabels =>
        AdditionalPeerLabels.Length == 0 ? [] : AdditionalPeerLabels.Split(',').Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Nearly always the same in a process, so that a few fields tell all apart that there are.</summary>
    public override int GetHashCode() => HashCode.Combine(DualStack, Http10, QuicListeners, PersistentSessions, Compliance);
}
