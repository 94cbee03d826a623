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
