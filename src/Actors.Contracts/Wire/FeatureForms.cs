using MeshActors.Actors.Remote;
using MeshActors.Mesh.Configuration;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>The switches of the installation.</summary>
internal static class FeatureForms
{
    public static Proto.Features ToProto(MeshFeatures features) => new()
    {
        DualStack = features.DualStack,
        Http10 = features.Http10,
        QuicListeners = features.QuicListeners,
        PersistentSessions = features.PersistentSessions,
        EdsForHeadlessServices = features.EdsForHeadlessServices,
        HeadlessFilterChains = features.HeadlessFilterChains,
        FilterGatewayClusters = features.FilterGatewayClusters,
        ScopeGatewaysToNamespace = features.ScopeGatewaysToNamespace,
        PickBestServiceNamespace = features.PickBestServiceNamespace,
        MulticlusterHeadless = features.MulticlusterHeadless,
        SendUnhealthyEndpoints = features.SendUnhealthyEndpoints,
        AutoSendUnhealthyEndpoints = features.AutoSendUnhealthyEndpoints,
        AlpnFilter = features.AlpnFilter,
        MetadataExchange = features.MetadataExchange,
        AdditionalPeerLabels = features.AdditionalPeerLabels,
        CollapseRoutes = features.CollapseRoutes,
        TraceSampling = features.TraceSampling,
        ConnectionsPerEvent = features.ConnectionsPerEvent,
        JwksFetching = (Proto.JwksFetching)features.JwksFetching,
        Compliance = (Proto.CompliancePolicy)features.Compliance,
        PeerExchangeAlpn = features.PeerExchangeAlpn,
        SkipTrustDomainValidation = features.SkipTrustDomainValidation,
        SelectorsForGatewayApi = features.SelectorsForGatewayApi,
        SeveralAuthorizers = features.SeveralAuthorizers,
    };

    /// <exception cref="WireFormatException">They say what this build does not know.</exception>
    public static MeshFeatures FromProto(Proto.Features features) => new()
    {
        DualStack = features.DualStack,
        Http10 = features.Http10,
        QuicListeners = features.QuicListeners,
        PersistentSessions = features.PersistentSessions,
        EdsForHeadlessServices = features.EdsForHeadlessServices,
        HeadlessFilterChains = features.HeadlessFilterChains,
        FilterGatewayClusters = features.FilterGatewayClusters,
        ScopeGatewaysToNamespace = features.ScopeGatewaysToNamespace,
        PickBestServiceNamespace = features.PickBestServiceNamespace,
        MulticlusterHeadless = features.MulticlusterHeadless,
        SendUnhealthyEndpoints = features.SendUnhealthyEndpoints,
        AutoSendUnhealthyEndpoints = features.AutoSendUnhealthyEndpoints,
        AlpnFilter = features.AlpnFilter,
        MetadataExchange = features.MetadataExchange,
        AdditionalPeerLabels = features.AdditionalPeerLabels,
        CollapseRoutes = features.CollapseRoutes,
        TraceSampling = features.TraceSampling,
        ConnectionsPerEvent = features.ConnectionsPerEvent,
        JwksFetching = Received.Known<JwksFetching>((int)features.JwksFetching),
        Compliance = Received.Known<CompliancePolicy>((int)features.Compliance),
        PeerExchangeAlpn = features.PeerExchangeAlpn,
        SkipTrustDomainValidation = features.SkipTrustDomainValidation,
        SelectorsForGatewayApi = features.SelectorsForGatewayApi,
        SeveralAuthorizers = features.SeveralAuthorizers,
    };
}
