using System.Globalization;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual hosts of a gateway's listener or, for HTTPS, of one of its servers.</summary>
internal sealed class GatewayVirtualHosts(GatewayRouteSources sources)
{
    private readonly Dictionary<string, HostDraft> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<(GatewayServer Server, string Namespace), OfferedHosts> _offered = [];
    private readonly Dictionary<RouteOwner, EncodedRoute[]> _routes = [];

    /// <param name="servers">One or more.</param>
    /// <param name="virtualServices">Those of each server's Gateway.</param>
    public GatewayHostPlan Build(IReadOnlyList<GatewayServer> servers, IReadOnlyList<Config<VirtualService>>[] virtualServices)
    {
        for (var i = 0; i < servers.Count; i++)
        {
            var server = servers[i];
            foreach (var config in virtualServices[i])
            {
                AddRoutes(server, config);
            }

            if (server.Server.Tls is { HttpsRedirect: true })
            {
                foreach (var host in server.Server.Hosts)
                {
                    Host(host.ToLowerInvariant(), server).RequiresTls = true;
                }
            }
        }

        if (_hosts.Count > 0)
        {
            return new(servers, virtualServices, Collapse(), _routes);
        }

        // A virtual host without routes answers 404 to everything.
        var name = HostDomains.WithPort("blackhole", servers[0].Server.Port!.Number);
        return new(servers, virtualServices, [new(new(name, ["*"], new([]), false), [])], _routes);
    }

    private void AddRoutes(GatewayServer server, Config<VirtualService> config)
    {
        var offered = OfferedTo(config.Meta.Namespace, server);
        if (config.Spec.Hosts.Count == 0 || !offered.AnyOf(config.Spec.Hosts))
        {
            return;
        }

        var routes = RoutesOf(server, config);
        if (routes.Length == 0)
        {
            return;
        }

        foreach (var name in offered.Intersect(config.Spec.Hosts))
        {
            var host = _hosts.GetValueOrDefault(name.ToLowerInvariant()) ?? HostOf(config, name.ToLowerInvariant(), server);
            host.Routes.Add(routes);
            host.RequiresTls |= server.Server.Tls is { HttpsRedirect: true };
        }
    }

    private OfferedHosts OfferedTo(string ns, GatewayServer server)
    {
        if (!_offered.TryGetValue((server, ns), out var offered))
        {
            _offered.Add((server, ns), offered = new(server.Server.Hosts, ns));
        }

        return offered;
    }

    private HostDraft HostOf(Config<VirtualService> config, string name, GatewayServer server)
    {
        var host = Host(name, server);
        host.Session = sources.SessionOf(config, name);
        return host;
    }

    private HostDraft Host(string name, GatewayServer server)
    {
        if (!_hosts.TryGetValue(name, out var host))
        {
            _hosts.Add(name, host = new(name, server.Server.Port!.Number));
        }

        return host;
    }

    /// <summary>The routes are made for the first server of the Gateway that needs them.</summary>
    private EncodedRoute[] RoutesOf(GatewayServer server, Config<VirtualService> config)
    {
        if (!_routes.TryGetValue(new(server.GatewayName, config), out var routes))
        {
            routes = sources.RoutesOf(server, config);
            if (routes.Length > 0)
            {
                _routes.Add(new(server.GatewayName, config), routes);
            }
        }

        return routes;
    }

    /// <summary>Hosts with the very same routes become one virtual host, named after the most specific of them.</summary>
    private List<GatewayHost> Collapse()
    {
        var groups = new Dictionary<ReferenceSequence<EncodedRoute[]>, List<HostDraft>>(_hosts.Count);
        foreach (var host in _hosts.Values)
        {
            var key = new ReferenceSequence<EncodedRoute[]>(host.Routes);
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
            }

            group.Add(host);
        }

        var hosts = new List<GatewayHost>(groups.Count);
        foreach (var group in groups.Values)
        {
            if (group.Count > 1)
            {
                group.Sort(static (left, right) => Hostname.CompareSpecificity(left.Name, right.Name));
            }

            // Only the last virtual host with these routes is looked at, as in Istio: another answer to plain HTTP begins a new one.
            for (var (first, next) = (0, 1); first < group.Count; next++)
            {
                if (next == group.Count || !sources.Features.CollapseRoutes || group[next].RequiresTls != group[first].RequiresTls)
                {
                    hosts.Add(HostOf(group.GetRange(first, next - first)));
                    first = next;
                }
            }
        }

        hosts.Sort(static (left, right) => string.CompareOrdinal(left.Draft.Name, right.Draft.Name));
        return hosts;
    }

    private GatewayHost HostOf(List<HostDraft> alike)
    {
        var primary = alike[0];
        return new(
            new(
                string.Create(CultureInfo.InvariantCulture, $"{primary.Name}:{primary.Port}"),
                [.. alike.Select(host => host.Name)],
                GatewayHost.Ordered(primary.Routes),
                sources.IncludesAttemptCount,
                primary.RequiresTls)
            {
                Session = primary.Session,
            },
            primary.Routes);
    }

    private sealed class HostDraft(string name, int port)
    {
        public string Name => name;

        public int Port => port;

        /// <summary>Of each VirtualService, in order.</summary>
        public List<EncodedRoute[]> Routes { get; } = [];

        public bool RequiresTls { get; set; }

        public PersistentSession? Session { get; set; }
    }
}
