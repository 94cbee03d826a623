using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Listeners;

/// <summary>Where TCP chains lead, with what the destination's rule says about its connections.</summary>
internal sealed class TcpTargets(TranslationContext context, ListenerSettings settings)
{
    private string StatPattern => settings.Mesh.OutboundClusterStatName;

    public static string PathOf(ObjectMeta meta) =>
        $"/apis/networking.istio.io/v1/namespaces/{meta.Namespace}/virtual-service/{meta.Name}";

    /// <summary>The service itself. A service with one port is meant by it, whatever port the listener has.</summary>
    public TcpChain Of(Service service, MeshPort listenPort, DestinationRule? rule)
    {
        var number = service.Ports.Count == 1 ? service.Ports[0].Number : listenPort.Number;
        var cluster = Naming.ClusterName(Naming.Outbound, "", service.Hostname, number);
        var dynamic = Hostname.IsWildcard(service.Hostname) && service.Resolution == Resolution.DynamicDns;
        return Chain(cluster, StatPrefix(cluster, service, new("", number, Protocol.Tcp), ""), "", listenPort, rule) with
        {
            DynamicHost = dynamic ? service.Hostname : null,
        };
    }

    /// <summary>The destinations of a route.</summary>
    public TcpChain Of(IReadOnlyList<RouteDestination> routes, MeshPort port, ObjectMeta origin, bool exchangesMetadata = false)
    {
        var first = routes[0].Destination ?? new();
        var service = context.Scope.Service(first.Host);
        var rule = service is null ? null : RuleOf(service);
        if (routes.Count == 1)
        {
            var cluster = ClusterOf(first, port.Number);
            var prefix = service is null ? cluster : StatPrefix(cluster, service, port, first.Subset);
            return Chain(cluster, prefix, first.Subset, port, rule) with { ExchangesMetadata = exchangesMetadata };
        }

        ValueList<WeightedCluster> clusters =
        [
            .. routes.Where(route => route.Weight > 0)
                .Select(route => new WeightedCluster(ClusterOf(route.Destination ?? new(), port.Number), route.Weight)),
        ];
        var split = Chain(Naming.BlackHoleCluster, $"{origin.Name}.{origin.Namespace}", "", port, rule) with { ExchangesMetadata = exchangesMetadata };

        // Envoy refuses a split in which nothing has a weight.
        return clusters.Count == 0 ? split : split with { IsSplit = true, Clusters = clusters };
    }

    /// <summary>The cluster by which a gateway passes connections to another network on.</summary>
    public TcpChain Passing(Service service, MeshPort port, string subset, DestinationRule? rule)
    {
        var cluster = Naming.SniClusterName(Naming.Outbound, subset, service.Hostname, port.Number);
        return Chain(cluster, StatPrefix(cluster, service, port, subset), subset, port, rule) with { Tunnel = null };
    }

    public DestinationRule? RuleOf(Service service) => context.Scope.DestinationRuleFor(service, context.Node.Labels)?.Rule.Spec;

    private TcpChain Chain(string cluster, string statPrefix, string subset, MeshPort port, DestinationRule? rule)
    {
        var tcp = rule?.TrafficPolicy?.ConnectionPool?.Tcp;
        return new()
        {
            StatPrefix = statPrefix,
            Clusters = [new(cluster, 0)],
            Protocol = port.Protocol,
            Port = port.Number,
            IdleTimeout = tcp?.IdleTimeout ?? settings.Proxy.IdleTimeout,
            MaxDuration = tcp?.MaxConnectionDuration,
            HashesSourceIp = HashesSourceIp(rule, subset),
            Tunnel = subset.Length > 0
                ? rule?.Subsets.FirstOrDefault(found => found.Name == subset)?.TrafficPolicy?.Tunnel
                : rule?.TrafficPolicy?.Tunnel,
        };
    }

    private static bool HashesSourceIp(DestinationRule? rule, string subset)
    {
        var own = rule?.Subsets.FirstOrDefault(found => found.Name == subset)?.TrafficPolicy?.LoadBalancer;
        return (own ?? rule?.TrafficPolicy?.LoadBalancer)?.ConsistentHash?.UseSourceIp == true;
    }

    private string ClusterOf(Destination destination, int port) => RouteTargets.ClusterName(
        destination, context.Scope.Service(destination.Host) is { } service ? TargetService.Of(service) : null, port);

    private string StatPrefix(string cluster, Service service, MeshPort port, string subset) =>
        StatPattern.Length == 0 ? cluster : StatNames.Fill(StatPattern, service, port, subset, 0);
}
