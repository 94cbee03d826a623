using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual hosts of a sidecar's outbound listener.</summary>
internal sealed class SidecarVirtualHosts
{
    private readonly SidecarScope _scope;
    private readonly EgressListener _listener;
    private readonly MeshConfig _mesh;
    private readonly ProxyRouteFacts _proxy;
    private readonly RouteMemos _memos;
    private readonly int _port;
    private readonly HostPerspectives _perspectives;
    private OutboundServices? _services;

    private SidecarVirtualHosts(
        SidecarScope scope, EgressListener listener, MeshConfig mesh, ProxyRouteFacts proxy, RouteMemos memos, int port, HostPerspectives perspectives)
    {
        _perspectives = perspectives;
        _scope = scope;
        _listener = listener;
        _mesh = mesh;
        _proxy = proxy;
        _memos = memos;
        _port = port;
    }

    private OutboundServices Services =>
        _services ??= _memos.ServicesOf(new(_port == OutboundServices.AnyPort ? _listener.Services : _listener.ServicesOn(_port), _port));

    /// <param name="scope">What the sidecar sees.</param>
    /// <param name="mesh">Mesh configuration.</param>
    /// <param name="proxy">The sidecar.</param>
    /// <param name="memos">What is shared.</param>
    /// <param name="routeName">The route's name, which is the bind address of a Unix socket's listener.</param>
    /// <param name="port">The listener's port, or <see cref="OutboundServices.AnyPort"/>.</param>
    /// <returns>The virtual hosts; null where there is no such listener.</returns>
    public static SidecarHostPlan? Of(
        SidecarScope scope, MeshConfig mesh, ProxyRouteFacts proxy, RouteMemos memos, string routeName, int port)
    {
        if (scope.ListenerFor(port, routeName) is not { } listener)
        {
            return null;
        }

        // An HTTP proxy's own port says nothing about the ports of what is asked of it.
        var isHttpProxy = listener.Listener?.Port is { } declared && Protocols.Parse(declared.Protocol) == Protocol.HttpProxy;
        var meant = isHttpProxy ? OutboundServices.AnyPort : port;
        var latest = memos.LatestPlanOf(new(scope, listener, mesh, proxy, meant));
        var before = latest.Plan;
        if (before is not null && before.IsFor(scope, listener))
        {
            return before;
        }

        var hosts = new SidecarVirtualHosts(scope, listener, mesh, proxy, memos, meant, before?.Perspectives ?? new(mesh, proxy, meant));
        var plan = (before is null ? null : new SidecarHostRevision(before, scope, listener, hosts).Plan()) ?? hosts.Build();
        latest.Plan = plan;
        return plan;
    }

    /// <summary>Whether the listener is for one port, on which a service has at most one virtual host.</summary>
    public bool IsForPort => _port != OutboundServices.AnyPort;

    private static int ByName(SidecarHost left, SidecarHost right) => string.CompareOrdinal(left.Draft.Name, right.Draft.Name);

    /// <summary>The name of that host; null for none.</summary>
    public string? NameOf(Service service) =>
        HasHost(service) ? HostDomains.WithPort(OutboundServices.NameOf(service, _port), _port) : null;

    /// <summary>The virtual host that a service has in a listener for one port where nobody else has a say; null for none.</summary>
    public SidecarHost? HostOf(Service service) =>
        HasHost(service) ? HostOf(service, _port, HashPolicies.For(RuleOf(service), _port)).Host : null;

    /// <summary>The routes of a VirtualService; null where none counts for the proxy.</summary>
    public EncodedRoute[]? RoutesOf(Config<VirtualService> config) => ChoicesOf(config) is { Count: > 0 } choices ? RoutesOf(config, choices) : null;

    /// <summary>A virtual host as all scopes have it.</summary>
    public SidecarHost Shared(VirtualHostDraft draft, Config<VirtualService>? source) =>
        _memos.Shared(new(draft, source, service: null, _memos.Generation));

    private SidecarHostPlan Build()
    {
        var groups = RouteGroups();
        var domains = new UniqueDomains(groups.Count);
        foreach (var group in groups)
        {
            foreach (var service in group.Services)
            {
                domains.Reserve(service.Host, NameOf(service.Host, group.Port, service));
            }
        }

        List<SidecarHost> hosts = [];
        foreach (var group in groups.Where(g => _port == OutboundServices.AnyPort || g.Port == _port))
        {
            foreach (var host in group.OtherHosts)
            {
                AddHost(hosts, domains, group, host.ToLowerInvariant(), null);
            }

            foreach (var service in group.Services)
            {
                AddHost(hosts, domains, group, service.Host, service);
            }
        }

        hosts.Sort(ByName);
        var all = SegmentedList<SidecarHost>.Of(hosts);
        var routes = _listener.VirtualServices;
        return new()
        {
            VirtualServices = routes,
            Services = _listener.Services,
            ScopeServices = _scope.Services,
            Destinations = _scope.Destinations,
            Hosts = all,
            Routes = new(all, null),
            Perspectives = _perspectives,
            Names = new(() => new(all)),
            IsContested = domains.IsContested || Services.IsContested,
            Routed = new(() => new RoutedNames(routes)),
        };
    }

    private void AddHost(
        List<SidecarHost> hosts,
        UniqueDomains unique,
        RouteGroup group,
        string host,
        OutboundService? service)
    {
        var name = NameOf(host, group.Port, service);
        if (!unique.TakeName(name))
        {
            return;
        }

        var known = service is null ? null : HostOf(service.Service, group.Port, group.Hash);
        var domains = known is not null ? unique.Take(known.Domains.All, known.Domains.Alternatives)
            : unique.Take(_proxy.IsProxylessGrpc ? [HostDomains.Bracketed(host), name] : [HostDomains.Bracketed(host)], []);
        domains = HostDomains.Listed(domains, _port, group.Port);
        if (domains.Count == 0)
        {
            return;
        }

        if (group.Routes is { } routes)
        {
            var draft = new VirtualHostDraft(name, domains, new(routes), _proxy.IncludesAttemptCount)
            {
                Session = PersistentSession.Of(service?.Service, _mesh.Features),
            };
            hosts.Add(Shared(draft, group.Source));
        }
        else if (known?.Host is { } alone)
        {
            hosts.Add(alone.Draft.Domains.Equals(domains) ? alone : Shared(alone.Draft with { Domains = domains }, source: null));
        }
    }

    private bool HasHost(Service service) => service.PortNumbered(_port) is { } port && OutboundService.IsHttp(port);

    private ServiceHost HostOf(Service service, int port, ConsistentHashLb? hash) =>
        _memos.HostOf(new(service, port, hash, _perspectives.Of(service)));

    private static string NameOf(string host, int port, OutboundService? service)
    {
        foreach (var (number, name) in service?.HttpPorts ?? [])
        {
            if (number == port)
            {
                return name;
            }
        }

        return HostDomains.WithPort(host, port);
    }

    /// <summary>VirtualServices first, in order of precedence; then services that none of them covers.</summary>
    private List<RouteGroup> RouteGroups()
    {
        List<RouteGroup> groups = [];
        foreach (var config in _listener.VirtualServices)
        {
            // On port 80, and only there, a VirtualService may make up hosts that no service has.
            if (_port == HostDomains.HttpPort || Services.AnyMatches(config))
            {
                AddGroups(groups, config);
            }
        }

        var covered = groups.SelectMany(group => group.Services).Select(service => service.Host).ToHashSet(StringComparer.Ordinal);
        foreach (var service in Services.All)
        {
            if (covered.Contains(service.Host) || service.Service.Resolution == Resolution.Alias)
            {
                continue;
            }

            AddDefaultGroups(groups, service);
        }

        return groups;
    }

    /// <summary>Of a service that no VirtualService covers, one for each port.</summary>
    private void AddDefaultGroups(List<RouteGroup> groups, OutboundService service)
    {
        if (service.HttpPorts.Length == 0)
        {
            return;
        }

        var rule = RuleOf(service.Service);
        foreach (var (port, _) in service.HttpPorts)
        {
            groups.Add(new(port, [], [service], null, null) { Hash = HashPolicies.For(rule, port) });
        }
    }

    private DestinationRule? RuleOf(Service service) => _scope.DestinationRuleFor(service.Hostname, _proxy.Labels.ByName)?.Rule.Spec;

    private void AddGroups(List<RouteGroup> groups, Config<VirtualService> config)
    {
        var choices = ChoicesOf(config);
        if (choices.Count == 0)
        {
            return;
        }

        var (otherHosts, services) = SplitHosts(config);
        if (RouteSemantics.IsGatewayApi(config)
            && !services.Any(s => s.Service.Namespace == config.Meta.Namespace || _proxy.Namespace == config.Meta.Namespace))
        {
            return;
        }

        var byPort = services
            .SelectMany(service => service.HttpPorts.Select(port => (port.Number, service)))
            .GroupBy(entry => entry.Number, entry => entry.service)
            .ToList();
        if (byPort.Count == 0 && _port != HostDomains.HttpPort)
        {
            return;
        }

        var routes = RoutesOf(config, choices);
        if (byPort.Count == 0)
        {
            groups.Add(new(HostDomains.HttpPort, otherHosts, [], routes, config));
        }

        groups.AddRange(byPort.Select(group => new RouteGroup(group.Key, otherHosts, [.. group], routes, config)));
    }

    private ValueList<RouteChoice> ChoicesOf(Config<VirtualService> config) =>
        SourceMatch.Choose(config.Spec, _port, ShortNames.MeshGateway, _proxy.Namespace, _proxy.Labels.ByName);

    private EncodedRoute[] RoutesOf(Config<VirtualService> config, ValueList<RouteChoice> choices) => _memos.RoutesOf(new()
    {
        Config = config,
        Port = _port,
        IsTls = false,
        Choices = choices,
        Targets = Targets(config.Spec, choices),
        DefaultRetries = _mesh.DefaultHttpRetryPolicy,
        AppendsForwardedHost = _proxy.AppendsForwardedHost,
        IsProxylessGrpc = _proxy.IsProxylessGrpc,
        MarksMirrors = _mesh.Features.ShadowHosts,
    });

    private ValueList<RouteTarget> Targets(VirtualService spec, ValueList<RouteChoice> choices) =>
    [
        .. choices.Select(choice => choice.Route).Distinct().SelectMany(route => RouteTargets.Of(spec.Http[route])).Select(destination =>
            RouteTargets.Resolve(
                destination,
                Services.Find(destination.Host)?.AsTarget,
                _port,
                _scope.DestinationRuleFor(destination.Host, _proxy.Labels.ByName),
                _mesh.Features)),
    ];

    /// <summary>
    /// Tells the hosts that services have from those that none has. Of overlapping wildcards a service follows the
    /// VirtualService with the most specific one.
    /// </summary>
    private (List<string> OtherHosts, List<OutboundService> Services) SplitHosts(Config<VirtualService> config)
    {
        List<string> others = [];
        List<OutboundService> services = [];
        foreach (var declared in config.Spec.Hosts.Where(host => !Hostname.IsWildcard(host)))
        {
            if (Services.Find(declared.ToLowerInvariant()) is { } service)
            {
                services.Add(service);
            }
            else
            {
                others.Add(declared);
            }
        }

        foreach (var declared in config.Spec.Hosts.Where(Hostname.IsWildcard))
        {
            var host = declared.ToLowerInvariant();
            var matching = RouteSemantics.IsGatewayApi(config) ? [] : Services.All.Where(s => Hostname.Matches(s.Host, host)).ToList();
            if (matching.Count == 0)
            {
                others.Add(host);
            }

            services.AddRange(matching.Where(s => ReferenceEquals(_listener.MostSpecificVirtualService(s.Host), config)));
        }

        return (others, services);
    }

    /// <summary>Hosts that share routes on a port; without routes, a service that no VirtualService covers.</summary>
    private sealed record RouteGroup(
        int Port, IReadOnlyList<string> OtherHosts, IReadOnlyList<OutboundService> Services, EncodedRoute[]? Routes, Config<VirtualService>? Source)
    {
        /// <summary>How the cluster of a service without VirtualService finds the key of its consistent hash.</summary>
        public ConsistentHashLb? Hash { get; init; }
    }
}
