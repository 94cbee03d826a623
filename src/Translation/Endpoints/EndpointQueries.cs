using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Clusters;

namespace MeshActors.Translation.Endpoints;

/// <summary>Resolves cluster names to queries, as one proxy of a mesh sees them.</summary>
public static class EndpointQueries
{
    /// <summary>The cluster of a proxy's own workload, which its bootstrap names; by it Envoy balances zones.</summary>
    public const string SelfDiscoveryCluster = "local_cluster";

    private const string InboundVip = "inbound-vip";

    public static EndpointQuery For(TranslationContext context, string clusterName) => For(new QueryBasis(context), context, clusterName);

    /// <param name="basis">What is common to all queries of the proxy.</param>
    /// <param name="context">The proxy.</param>
    /// <param name="clusterName">The cluster.</param>
    internal static EndpointQuery For(QueryBasis basis, TranslationContext context, string clusterName)
    {
        if (clusterName == SelfDiscoveryCluster)
        {
            return ForSelf(basis, context, ServiceTargets.Of(context.Node, context.View));
        }

        if (!Naming.TryParse(clusterName, out var name) || context.Scope.Service(name.Hostname) is not { } service)
        {
            return Unknown(clusterName);
        }

        // A service that came to be resolved by DNS has its endpoints in its cluster; the old subscription gets nothing.
        var port = service.PortNumbered(name.Port);
        if (port is null || service.IsDns)
        {
            return Unknown(clusterName);
        }

        var subset = name.Direction == InboundVip ? WithoutProtocol(name.Subset) : name.Subset;
        var rule = context.Scope.DestinationRuleFor(service, context.Node.Labels)?.Rule.Spec;
        var policy = rule is null ? null : PolicyOf(rule, subset, port);
        var locality = LocalityPlans.For(EffectiveLocalityOf(context, service, policy), policy?.OutlierDetection is not null, context.Node);
        return Base(basis, context, service, port, port.Name, clusterName, rule, subset, policy, locality);
    }

    /// <summary>The first service that the workload serves stands for it. Rules of traffic to others do not count.</summary>
    private static EndpointQuery ForSelf(QueryBasis basis, TranslationContext context, IReadOnlyList<ServiceTarget> targets)
    {
        if (targets.Count == 0
            || context.Scope.Service(targets[0].Service.Hostname) is not { IsDns: false } service
            || service.PortNumbered(targets[0].Port.Number) is not { } port)
        {
            return Unknown(SelfDiscoveryCluster);
        }

        var node = context.Node;
        return Base(basis, context, service, port, port.Name, SelfDiscoveryCluster, null, "", null, null) with
        {
            Self = new(
                node.WorkloadName,
                node.Labels.GetValueOrDefault(WellKnownLabels.PodTemplateHash) ?? "",
                node.Labels.GetValueOrDefault(WellKnownLabels.RolloutsPodTemplateHash) ?? "",
                node.Locality.Region ?? ""),
        };
    }

    /// <summary>
    /// The query for the assignment that a DNS cluster carries itself. The caller adds the place, which depends on the cluster's
    /// policy.
    /// </summary>
    internal static EndpointQuery ForInline(
        TranslationContext context, Service service, MeshPort port, string clusterName, DestinationRule? rule, string subset) =>
        Base(new(context), context, service, port, null, clusterName, rule, subset, rule is null ? null : PolicyOf(rule, subset, port), null) with
        {
            InlinePort = port.Number,
            Paths = NetworkGatewayIndex.Of(context.View).PathsOf(context.Node, forDns: true),
        };

    internal static TrafficPolicy? PolicyOf(DestinationRule rule, string subset, MeshPort port) =>
        TrafficPolicies.ForSubset(rule.TrafficPolicy, rule.Subsets.FirstOrDefault(s => s.Name == subset)?.TrafficPolicy, port);

    internal static EffectiveLocality EffectiveLocalityOf(TranslationContext context, Service service, TrafficPolicy? policy) =>
        EffectiveLocality.Of(
            context.View.Mesh.LocalityLbSetting, context.View.Mesh.ZoneAwareLbSetting, policy?.LoadBalancer, service);

    internal static bool CanTunnel(ProxyNode node) => !node.IsProxylessGrpc && !node.MetadataFlag("DISABLE_HBONE_SEND");

    private static EndpointQuery Unknown(string clusterName) => new() { ClusterName = clusterName, MutualTls = new() };

    private static EndpointQuery Base(
        QueryBasis basis,
        TranslationContext context,
        Service service,
        MeshPort port,
        string? portName,
        string clusterName,
        DestinationRule? rule,
        string subset,
        TrafficPolicy? policy,
        LocalityPlan? locality)
    {
        var node = context.Node;
        var features = context.View.Mesh.Features;
        var isSni = Naming.IsSniForm(clusterName);
        var isClusterLocal = basis.ClusterLocal.Contains(service.Hostname);
        return new()
        {
            ClusterName = clusterName,
            Service = service.Key,
            PortName = portName,
            SubsetLabels = subset.Length == 0 ? [] : ValueList.OfLabels(LabelsOf(rule, subset)),
            OnlyCluster = isClusterLocal || service.NodeLocal ? node.ClusterId : null,
            OnlyNode = service.NodeLocal ? node.NodeName : null,
            Networks = basis.Networks,
            KeepsUnhealthy = KeepsUnhealthy(service, policy, features),
            KeepsDraining = service.Labels.GetValueOrDefault(features.SessionLabel) is { Length: > 0 },
            OnlyMutualTls = isSni,
            MutualTls = MutualTlsRulesBuilder.Build(basis, context.View, service.Namespace, rule, subset, port.Number),
            Paths = basis.Paths,
            Locality = locality,
            CanTunnel = basis.CanTunnel,
            OmitsWorkloads = features is not { TelemetryLabels: true, EndpointTelemetryLabels: true },
            DrainingLabel = features.DrainingLabel == WellKnownLabels.Draining ? null : features.DrainingLabel,
            External = features.CanonicalExternalServices && service.MeshExternal ? ExternalIdentity.Of(service) : null,
        };
    }

    /// <summary>
    /// Unready endpoints are sent so that Envoy knows how many there are; not where it may come to use them in a panic
    /// (<c>minHealthPercent</c>). Traffic distribution always needs them, to know when to look further away.
    /// </summary>
    private static bool KeepsUnhealthy(Service service, TrafficPolicy? policy, MeshFeatures features) =>
        UnhealthyEndpoints.AreForced(service, features)
        || (features.AutoSendUnhealthyEndpoints && policy?.OutlierDetection is not { MinHealthPercent: > 0 });

    private static IEnumerable<KeyValuePair<string, string>> LabelsOf(DestinationRule? rule, string subset) =>
        rule?.Subsets.FirstOrDefault(s => s.Name == subset)?.Labels ?? Enumerable.Empty<KeyValuePair<string, string>>();

    /// <summary>Waypoints keep clusters of one subset apart by protocol: <c>http/v1</c>.</summary>
    private static string WithoutProtocol(string subset) =>
        subset.StartsWith("http/", StringComparison.Ordinal) ? subset["http/".Length..]
        : subset.StartsWith("tcp/", StringComparison.Ordinal) ? subset["tcp/".Length..]
        : subset;
}
