using Envoy.Config.Route.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual host for what no other one takes: pass it on, or refuse it.</summary>
internal static class CatchAllHosts
{
    private const string Passthrough = "allow_any";
    private const string DynamicDns = "allow_any_dynamic_dns";
    private const string DynamicDnsCluster = "AllowAnyDynamicDNSCluster";
    private const string BlackHole = "block_all";
    private const uint BadGateway = 502;

    public static VirtualHost Of(EgressPolicy? policy, bool includeAttemptCount, bool appendForwardedHost)
    {
        var (name, cluster) = policy?.Mode switch
        {
            MeshOutboundTrafficPolicyMode.AllowAnyDynamicDns => (DynamicDns, DynamicDnsCluster),
            MeshOutboundTrafficPolicyMode.AllowAny => (Passthrough, policy.EgressProxy is { } proxy
                ? RouteTargets.ClusterName(proxy, null, 0)
                : Naming.PassthroughCluster),
            _ => (BlackHole, null),
        };
        var route = new Route { Name = name, Match = new() { Prefix = "/" } };
        if (cluster is null)
        {
            route.DirectResponse = new() { Status = BadGateway };
        }
        else
        {
            route.Route_ = new() { Cluster = cluster, AppendXForwardedHost = appendForwardedHost };
            RouteForwarding.SetTimeout(route.Route_, null, isProxylessGrpc: false);
        }

        return new() { Name = name, Domains = { "*" }, Routes = { route }, IncludeRequestAttemptCount = includeAttemptCount };
    }
}
