using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>Writes out the short names of a VirtualService: hosts, gateways and destinations.</summary>
internal static class VirtualServiceNames
{
    /// <returns>The same instance where nothing was short.</returns>
    public static Config<VirtualService> Resolve(Config<VirtualService> config, string domainSuffix)
    {
        var spec = config.Spec;
        var names = new Names(config.Meta.Namespace, domainSuffix);
        var hosts = Each(spec.Hosts, names.Host);
        var gateways = Each(spec.Gateways, names.Gateway);
        var http = Each(spec.Http, names.Http);
        var tls = Each(spec.Tls, names.Tls);
        var tcp = Each(spec.Tcp, names.Tcp);
        var unchanged = ReferenceEquals(hosts, spec.Hosts) && ReferenceEquals(gateways, spec.Gateways)
            && ReferenceEquals(http, spec.Http) && ReferenceEquals(tls, spec.Tls) && ReferenceEquals(tcp, spec.Tcp);
        return unchanged
            ? config
            : config with { Spec = spec with { Hosts = hosts, Gateways = gateways, Http = http, Tls = tls, Tcp = tcp } };
    }

    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> items, Func<T, T> resolve)
        where T : class
    {
        T[]? changed = null;
        for (var i = 0; i < items.Count; i++)
        {
            var resolved = resolve(items[i]);
            if (!ReferenceEquals(resolved, items[i]))
            {
                changed ??= [.. items];
                changed[i] = resolved;
            }
        }

        return changed ?? items;
    }

    private sealed class Names(string ns, string domainSuffix)
    {
        public string Host(string host)
        {
            var resolved = ShortNames.Host(host, ns, domainSuffix);
            return resolved == host ? host : resolved;
        }

        public string Gateway(string gateway)
        {
            var resolved = ShortNames.Gateway(gateway, ns);
            return resolved == gateway ? gateway : resolved;
        }

        public HttpRoute Http(HttpRoute route)
        {
            var match = Each(route.Match, HttpMatch);
            var destinations = Each(route.Route, HttpDestination);
            var mirrors = Each(route.Mirrors, Mirror);
            var mirror = route.Mirror is null ? null : Target(route.Mirror);
            var unchanged = ReferenceEquals(match, route.Match) && ReferenceEquals(destinations, route.Route)
                && ReferenceEquals(mirrors, route.Mirrors) && ReferenceEquals(mirror, route.Mirror);
            return unchanged ? route : route with { Match = match, Route = destinations, Mirror = mirror, Mirrors = mirrors };
        }

        public TlsRoute Tls(TlsRoute route)
        {
            var match = Each(route.Match, TlsMatch);
            var destinations = Each(route.Route, L4Destination);
            return ReferenceEquals(match, route.Match) && ReferenceEquals(destinations, route.Route)
                ? route
                : route with { Match = match, Route = destinations };
        }

        public TcpRoute Tcp(TcpRoute route)
        {
            var match = Each(route.Match, L4Match);
            var destinations = Each(route.Route, L4Destination);
            return ReferenceEquals(match, route.Match) && ReferenceEquals(destinations, route.Route)
                ? route
                : route with { Match = match, Route = destinations };
        }

        private HttpMatchRequest HttpMatch(HttpMatchRequest match) =>
            Each(match.Gateways, Gateway) is var gateways && ReferenceEquals(gateways, match.Gateways) ? match : match with { Gateways = gateways };

        private TlsMatchAttributes TlsMatch(TlsMatchAttributes match) =>
            Each(match.Gateways, Gateway) is var gateways && ReferenceEquals(gateways, match.Gateways) ? match : match with { Gateways = gateways };

        private L4MatchAttributes L4Match(L4MatchAttributes match) =>
            Each(match.Gateways, Gateway) is var gateways && ReferenceEquals(gateways, match.Gateways) ? match : match with { Gateways = gateways };

        private HttpRouteDestination HttpDestination(HttpRouteDestination route) =>
            route.Destination is { } old && Target(old) is var target && !ReferenceEquals(old, target) ? route with { Destination = target } : route;

        private RouteDestination L4Destination(RouteDestination route) =>
            route.Destination is { } old && Target(old) is var target && !ReferenceEquals(old, target) ? route with { Destination = target } : route;

        private HttpMirrorPolicy Mirror(HttpMirrorPolicy mirror) =>
            mirror.Destination is { } old && Target(old) is var target && !ReferenceEquals(old, target) ? mirror with { Destination = target } : mirror;

        private Destination Target(Destination destination)
        {
            var host = Host(destination.Host);
            return ReferenceEquals(host, destination.Host) ? destination : destination with { Host = host };
        }
    }
}
