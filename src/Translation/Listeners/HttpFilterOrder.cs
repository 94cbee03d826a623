using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Listeners.Waypoints;

namespace MeshActors.Translation.Listeners;

/// <summary>The HTTP filters of a connection manager, in the order that Istio's policies rely on.</summary>
internal static class HttpFilterOrder
{
    public static IEnumerable<HttpFilter> Of(
        ListenerSettings settings, DirectionSettings direction, HttpChain chain, ListenerPolicies policies, ListenerExtensions extensions)
    {
        var filters = new List<HttpFilter>();
        var inbound = direction.Class == ListenerClass.SidecarInbound;
        if (settings.Proxy.ExchangesMetadata && chain.Role != HttpRole.Waypoint)
        {
            // First, so that what authorization denies is reported with its peer.
            var side = inbound ? PeerSide.Downstream
                : direction.Headers.ExchangesInMeshOnly && chain.Role != HttpRole.Proxy ? PeerSide.UpstreamInMesh
                : PeerSide.Upstream;
            filters.Add(PeerMetadataFilters.Of(side, settings.Features));
        }

        var isWaypoint = chain.Role == HttpRole.Waypoint;
        if (isWaypoint && settings.Proxy.TellsClientIdentity)
        {
            // Before policies, which may have conditions on the header.
            filters.Add(WaypointFilters.ClientIdentity);
        }

        AddPolicies(filters, direction.Class == ListenerClass.SidecarOutbound ? ListenerPolicies.None : policies, extensions);
        if (!isWaypoint)
        {
            AddLateExtensions(filters, extensions);
        }

        if (chain.Protocol == Protocol.GrpcWeb)
        {
            filters.Add(HttpFilters.GrpcWeb);
        }

        filters.Add(HttpFilters.GrpcStats);
        if (!inbound && !settings.Proxy.StockEnvoy && settings.Features.AlpnFilter)
        {
            filters.Add(HttpFilters.Alpn);
        }

        // Routes switch these on for themselves.
        filters.Add(HttpFilters.Fault);
        filters.Add(HttpFilters.Cors);
        if (isWaypoint)
        {
            AddLateExtensions(filters, extensions);
            filters.Add(WaypointFilters.UpstreamMetadata);
        }

        filters.AddRange(direction.HttpStats);
        if (!inbound && settings.Features.PersistentSessions)
        {
            filters.Add(HttpFilters.Session);
        }

        AddDynamicForwardProxies(filters, settings, direction.Class, chain);
        filters.Add(direction.Headers.HidesEnvoyHeaders ? HttpFilters.QuietRouter : HttpFilters.Router);
        return filters;
    }

    private static void AddPolicies(List<HttpFilter> filters, ListenerPolicies policies, ListenerExtensions extensions)
    {
        filters.AddRange(policies.ExternalAuthorization);
        filters.AddRange(extensions.Http.Authentication);
        filters.AddRange(policies.Authentication);
        filters.AddRange(extensions.Http.Authorization);
        filters.AddRange(policies.Authorization);
    }

    private static void AddLateExtensions(List<HttpFilter> filters, ListenerExtensions extensions)
    {
        filters.AddRange(extensions.Http.Statistics);
        filters.AddRange(extensions.Http.Unspecified);
    }

    private static void AddDynamicForwardProxies(List<HttpFilter> filters, ListenerSettings settings, ListenerClass listenerClass, HttpChain chain)
    {
        if (listenerClass != ListenerClass.SidecarOutbound)
        {
            return;
        }

        if (chain.DynamicHost is { } host)
        {
            filters.Add(HttpFilters.DynamicForwardProxy(new() { Name = DnsCaches.NameOf(host), DnsLookupFamily = settings.Proxy.DnsFamily.ToEnvoy() }));
        }

        // On every outbound chain, since every route configuration ends in the virtual host for unknown names.
        if (settings.Proxy.AnyHostCache is { } cache)
        {
            filters.Add(HttpFilters.DynamicForwardProxy(cache));
        }
    }
}
