using System.Globalization;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual hosts of a gateway's listener or, for HTTPS, of one of its servers.</summary>
internal sealed class GatewayVirtualHosts(TranslationContext context, ProxyRouteFacts proxy, RouteMemos memos)
{
    private readonly Dictionary<string, HostDraft> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<(GatewayServer Server, string Namespace), OfferedHosts> _offered = [];
    private readonly Dictionary<(string Gateway, string Namespace, string Name), EncodedRoute[]> _routes = [];

    /// <returns>Sorted by name. Never empty.</returns>
    public List<VirtualHostDraft> Build(IReadOnlyList<GatewayServer> servers)
    {
        foreach (var server in servers)
        {
            foreach (var config in context.View.VirtualServicesFor(proxy.Namespace, server.GatewayName))
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
            return Collapse();
        }

        // A virtual host without routes answers 404 to everything.
        var name = HostDomains.WithPort("blackhole", servers[0].Server.Port!.Number);
        return [new(name, ["*"], new([]), false)];
    }

    private void AddRoutes(GatewayServer server, Config<VirtualService> config)
    {
        List<string> hosts = [.. OfferedTo(config.Meta.Namespace, server).Intersect(config.Spec.Hosts)];
        if (hosts.Count == 0)
        {
            return;
        }

        var routes = RoutesOf(server, config);
        if (routes.Length == 0)
        {
            return;
        }

        foreach (var name in hosts)
        {
            var host = Host(name.ToLowerInvariant(), server);
            host.Routes.AddRange(routes);
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
        var key = (server.GatewayName, config.Meta.Namespace, config.Meta.Name);
        if (_routes.TryGetValue(key, out var known))
        {
            return known;
        }

        var port = server.Server.Port!.Number;
        var choices = SourceMatch.Choose(config.Spec, port, server.GatewayName, proxy.Namespace, proxy.Labels.ByName);
        if (choices.Count == 0)
        {
            return [];
        }

        var targets = choices.Select(choice => choice.Route).Distinct().SelectMany(route => RouteTargets.Of(config.Spec.Http[route]));
        var routes = memos.RoutesOf(new()
        {
            Config = config,
            Port = port,
            IsTls = server.Server.Tls is not null,
            Choices = [.. choices],
            Targets = [.. targets.Select(destination => Resolve(config, destination, port))],
            DefaultRetries = context.View.Mesh.DefaultHttpRetryPolicy,
            AppendsForwardedHost = proxy.AppendsForwardedHost,
            IsProxylessGrpc = proxy.IsProxylessGrpc,
        });
        _routes.Add(key, routes);
        return routes;
    }

    /// <summary>A name means the service of the VirtualService's own namespace first, where the gateway may see it.</summary>
    private RouteTarget Resolve(Config<VirtualService> config, Destination destination, int port)
    {
        var own = context.View.FindService(new(config.Meta.Namespace, destination.Host));
        var service = own is not null && context.View.IsVisible(own, proxy.Namespace) ? own : context.Scope.Service(destination.Host);
        return RouteTargets.Resolve(
            destination,
            service is null ? null : TargetService.Of(service),
            port,
            context.Scope.DestinationRuleFor(destination.Host, proxy.Labels.ByName));
    }

    /// <summary>Hosts with the very same routes become one virtual host, named after the most specific of them.</summary>
    private List<VirtualHostDraft> Collapse()
    {
        var primaries = new Dictionary<ReferenceSequence<EncodedRoute>, HostDraft>();
        List<HostDraft> kept = [];
        foreach (var host in _hosts.Values.OrderBy(host => host.Name, Comparer<string>.Create(Hostname.CompareSpecificity)))
        {
            // Only the last virtual host with these routes is looked at, as in Istio.
            if (primaries.TryGetValue(new(host.Routes), out var primary) && primary.RequiresTls == host.RequiresTls)
            {
                primary.Domains.Add(host.Name);
            }
            else
            {
                primaries[new(host.Routes)] = host;
                kept.Add(host);
            }
        }

        return
        [
            .. kept.Select(host => host.ToDraft(proxy.IncludesAttemptCount)).OrderBy(draft => draft.Name, StringComparer.Ordinal),
        ];
    }

    private sealed class HostDraft(string name, int port)
    {
        public string Name => name;

        public List<string> Domains { get; } = [name];

        public List<EncodedRoute> Routes { get; } = [];

        public bool RequiresTls { get; set; }

        /// <summary>Of several VirtualServices for a host, routes for everything go behind all others.</summary>
        public VirtualHostDraft ToDraft(bool includesAttemptCount) => new(
            string.Create(CultureInfo.InvariantCulture, $"{name}:{port}"),
            [.. Domains],
            new([.. Routes.Where(route => !route.IsCatchAll), .. Routes.Where(route => route.IsCatchAll)]),
            includesAttemptCount,
            RequiresTls);
    }
}
