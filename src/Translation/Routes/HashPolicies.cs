using MeshActors.Mesh.Networking;
using HashPolicy = Envoy.Config.Route.V3.RouteAction.Types.HashPolicy;

namespace MeshActors.Translation.Routes;

/// <summary>Where routes find the key of a consistent hash.</summary>
internal static class HashPolicies
{
    /// <summary>Null where the settings name no key.</summary>
    public static HashPolicy? Of(ConsistentHashLb? hash)
    {
        switch (hash)
        {
            case { HttpHeaderName: { } header }:
                return new() { Header = new() { HeaderName = header } };
            case { HttpCookie: { } cookie }:
                var policy = new HashPolicy.Types.Cookie { Name = cookie.Name, Path = cookie.Path, Ttl = cookie.Ttl.ToProto() };
                policy.Attributes.Add(cookie.Attributes.Select(a => new HashPolicy.Types.CookieAttribute { Name = a.Name, Value = a.Value }));
                return new() { Cookie = policy };
            case { UseSourceIp: { } sourceIp }:
                return new() { ConnectionProperties = new() { SourceIp = sourceIp } };
            case { HttpQueryParameterName: { } parameter }:
                return new() { QueryParameter = new() { Name = parameter } };
            default:
                return null;
        }
    }

    /// <summary>The settings for a destination: those of its subset's port, subset, port or host, whichever is most specific.</summary>
    public static ConsistentHashLb? For(DestinationRule? rule, Destination destination)
    {
        if (rule is null)
        {
            return null;
        }

        var port = destination.Port?.Number;
        var subset = rule.Subsets.FirstOrDefault(s => s.Name == destination.Subset)?.TrafficPolicy;
        return OfPort(subset, port)
            ?? subset?.LoadBalancer?.ConsistentHash
            ?? OfPort(rule.TrafficPolicy, port)
            ?? rule.TrafficPolicy?.LoadBalancer?.ConsistentHash;
    }

    /// <summary>The settings for a port of a service that is reached without a VirtualService.</summary>
    public static ConsistentHashLb? For(DestinationRule? rule, int port) =>
        OfPort(rule?.TrafficPolicy, port) ?? rule?.TrafficPolicy?.LoadBalancer?.ConsistentHash;

    private static ConsistentHashLb? OfPort(TrafficPolicy? policy, int? port) =>
        port is null ? null : policy?.PortLevelSettings.FirstOrDefault(p => p.Port?.Number == port)?.LoadBalancer?.ConsistentHash;
}
