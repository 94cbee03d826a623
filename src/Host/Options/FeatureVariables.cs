using MeshActors.Mesh.Configuration;

namespace MeshActors.Host.Options;

/// <summary>The environment variables of istiod that change what proxies are sent.</summary>
internal static class FeatureVariables
{
    /// <exception cref="OptionException">A variable's value cannot be read.</exception>
    public static MeshFeatures Read(Func<string, string?> environment)
    {
        var plain = MeshFeatures.Default;
        return plain with
        {
            DualStack = Flag("ISTIO_DUAL_STACK", plain.DualStack),
            Http10 = Flag("PILOT_HTTP10", plain.Http10),
            QuicListeners = Flag("PILOT_ENABLE_QUIC_LISTENERS", plain.QuicListeners),
            PersistentSessions = Flag("PILOT_ENABLE_PERSISTENT_SESSION_FILTER", plain.PersistentSessions),
            EdsForHeadlessServices = Flag("PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES", plain.EdsForHeadlessServices),
            HeadlessFilterChains = Flag("PILOT_ENABLE_HEADLESS_FILTER_CHAIN_LISTENER", plain.HeadlessFilterChains),
            FilterGatewayClusters = Flag("PILOT_FILTER_GATEWAY_CLUSTER_CONFIG", plain.FilterGatewayClusters),
            ScopeGatewaysToNamespace = Flag("PILOT_SCOPE_GATEWAY_TO_NAMESPACE", plain.ScopeGatewaysToNamespace),
            PickBestServiceNamespace = Flag("PILOT_SIDECAR_PICK_BEST_SERVICE_NAMESPACE", plain.PickBestServiceNamespace),
            MulticlusterHeadless = Flag("ENABLE_MULTICLUSTER_HEADLESS", plain.MulticlusterHeadless),
            SendUnhealthyEndpoints = Flag("PILOT_SEND_UNHEALTHY_ENDPOINTS", plain.SendUnhealthyEndpoints),
            AutoSendUnhealthyEndpoints = Flag("PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS", plain.AutoSendUnhealthyEndpoints),
            AlpnFilter = Flag("PILOT_ENABLE_ALPN_FILTER", plain.AlpnFilter),
            MetadataExchange = Flag("PILOT_ENABLE_METADATA_EXCHANGE", plain.MetadataExchange),
            AdditionalPeerLabels = environment("PILOT_MX_ADDITIONAL_LABELS") ?? plain.AdditionalPeerLabels,
            PeerExchangeAlpn = !Flag("PILOT_DISABLE_MX_ALPN", !plain.PeerExchangeAlpn),
            SkipTrustDomainValidation = Flag("PILOT_SKIP_VALIDATE_TRUST_DOMAIN", plain.SkipTrustDomainValidation),
            SelectorsForGatewayApi = Flag("ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY", plain.SelectorsForGatewayApi),
            SeveralAuthorizers = Flag("PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS", plain.SeveralAuthorizers),
            CollapseRoutes = Flag("PILOT_ENABLE_ROUTE_COLLAPSE_OPTIMIZATION", plain.CollapseRoutes),
            TraceSampling = EnvironmentValues.Percentage(environment, "PILOT_TRACE_SAMPLING", plain.TraceSampling),
            ConnectionsPerEvent = EnvironmentValues.Number(
                environment, "MAX_CONNECTIONS_PER_SOCKET_EVENT_LOOP", plain.ConnectionsPerEvent, least: 0),
            JwksFetching = Fetching(environment("PILOT_JWT_ENABLE_REMOTE_JWKS")),
            Compliance = Compliance(environment("COMPLIANCE_POLICY")),
        };

        bool Flag(string name, bool whenAbsent) => EnvironmentValues.Flag(environment, name, whenAbsent);
    }

    private static JwksFetching Fetching(string? text) => text switch
    {
        null or "" or "false" or "istiod" => JwksFetching.ControlPlane,
        "hybrid" => JwksFetching.Hybrid,
        "true" or "envoy" => JwksFetching.DataPlane,
        _ => throw new OptionException($"PILOT_JWT_ENABLE_REMOTE_JWKS is \"{text}\", which is none of istiod, hybrid, envoy."),
    };

    private static CompliancePolicy Compliance(string? text) => text switch
    {
        null or "" => CompliancePolicy.None,
        "fips-140-2" => CompliancePolicy.Fips1402,
        "fips-140-3" => CompliancePolicy.Fips1403,
        "pqc" => CompliancePolicy.PostQuantum,
        _ => throw new OptionException($"COMPLIANCE_POLICY is \"{text}\", which is none of fips-140-2, fips-140-3, pqc."),
    };
}
