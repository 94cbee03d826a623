using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Routes;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using EnvoyPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshActors.Translation.Grpc;

/// <summary>What a gRPC client's cluster is made of.</summary>
/// <param name="Name">The cluster's name.</param>
/// <param name="LoadBalancer">How it balances; null for gRPC's own way.</param>
/// <param name="MaxRequests">Requests at a time; 0 for no limit.</param>
/// <param name="Identities">The servers' identities where mutual TLS is commanded; null where it is not.</param>
/// <param name="KeepsSessions">Whether endpoints that drain still count.</param>
internal sealed record GrpcClusterInputs(
    string Name, LoadBalancerSettings? LoadBalancer, int MaxRequests, ValueList<string>? Identities, bool KeepsSessions);

/// <summary>
/// Clusters of gRPC clients: endpoints from the control plane, round robin unless told otherwise, and mutual TLS only where a
/// DestinationRule commands it, for the client cannot tell which servers have it.
/// </summary>
internal static class GrpcClusters
{
    public static IEnumerable<GrpcClusterInputs> For(TranslationContext context, IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            if (!Naming.TryParse(name, out var parts)
                || context.Scope.Service(parts.Hostname) is not { } service
                || service.PortNumbered(parts.Port) is not { } port)
            {
                continue;
            }

            var rule = context.Scope.DestinationRuleFor(service, context.Node.Labels)?.Rule.Spec;
            var subset = rule?.Subsets.FirstOrDefault(s => s.Name == parts.Subset);
            if (parts.Subset.Length > 0 && subset is null)
            {
                continue;
            }

            var policy = TrafficPolicies.ForSubset(rule?.TrafficPolicy, subset?.TrafficPolicy, port);
            yield return new(
                name,
                policy?.LoadBalancer,
                policy?.ConnectionPool?.Http?.Http2MaxRequests ?? 0,
                policy?.Tls?.Mode == ClientTlsMode.IstioMutual ? Identities(context, service) : null,
                parts.Subset.Length == 0 && service.KeepsSessions(context.View.Mesh.Features));
        }
    }

    public static EncodedResource Encode(GrpcClusterInputs inputs)
    {
        var cluster = new Cluster
        {
            Name = inputs.Name,
            AltStatName = StatNames.Delimited(inputs.Name),
            Type = DiscoveryType.Eds,
            EdsClusterConfig = new() { ServiceName = inputs.Name, EdsConfig = new() { Ads = new() } },
        };
        if (inputs.KeepsSessions)
        {
            cluster.CommonLbConfig = new()
            {
                OverrideHostStatus = new() { Statuses = { HealthStatus.Healthy, HealthStatus.Draining, HealthStatus.Unknown, HealthStatus.Degraded } },
            };
        }

        if (inputs.LoadBalancer is { ConsistentHash: { } hash })
        {
            LoadBalancing.ApplyConsistentHash(cluster, hash);
        }
        else if (inputs.LoadBalancer?.Simple == SimpleLb.LeastRequest)
        {
            cluster.LbPolicy = EnvoyPolicy.LeastRequest;
        }

        // The only limit that gRPC knows.
        if (inputs.MaxRequests > 0)
        {
            cluster.CircuitBreakers = new() { Thresholds = { new CircuitBreakers.Types.Thresholds { MaxRequests = (uint)inputs.MaxRequests } } };
        }

        if (inputs.Identities is { } identities)
        {
            cluster.TransportSocket = GrpcTls.Client(identities);
        }

        return new(inputs.Name, TypeUrls.Cluster, EnvoyEncoding.ToBytes(cluster));
    }

    private static ValueList<string> Identities(TranslationContext context, Service service) =>
    [
        .. SpiffeIdentity.WithAliases(
            [.. context.View.Facts(service.Key).ServiceAccounts, .. service.DeclaredServiceAccounts],
            context.View.Mesh.TrustDomainAliases),
    ];
}
