using System.Collections.Frozen;
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
    private const int HttpPort = 80;

    private readonly SidecarScope _scope;
    private readonly EgressListener _listener;
    private readonly MeshConfig _mesh;
    private readonly ProxyRouteFacts _proxy;
    private readonly RouteMemos _memos;
    private readonly int _port;
    private readonly OutboundServices _services;

    private SidecarVirtualHosts(SidecarScope scope, EgressListener listener, MeshConfig mesh, ProxyRouteFacts proxy, RouteMemos memos, int port)
    {
        _scope = scope;
        _listener = listener;
        _mesh = mesh;
        _proxy = proxy;
        _memos = memos;
        _port = port;
        _services = memos.ServicesOf(new(port == OutboundServices.AnyPort ? listener.Services : listener.ServicesOn(port), port));
    }

    /// <param name="scope">What the sidecar sees.</param>
    /// <param name="mesh">Mesh configuration.</param>
    /// <param name="proxy">The sidecar.</param>
    /// <param name="memos">What is shared.</param>
    /// <param name="routeName">The route's name, which is the bind address of a Unix socket's listener.</param>
    /// <param name="port">The listener's port, or <see cref="OutboundServices.AnyPort"/>.</param>
    public static SidecarHostPlan Of(
        SidecarScope scope, MeshConfig mesh, ProxyRouteFacts proxy, RouteMemos memos, string routeName, int port)
    {
        if (scope.ListenerFor(port, routeName) is not { } listener)
        {
            return SidecarHostPlan.Empty;
        }

        // An HTTP proxy's own port says nothing about the ports of what is asked of it.
        var isHttpProxy = listener.Listener?.Port is { } declared && Protocols.Parse(declared.Protocol) == Protocol.HttpProxy;
        var meant = isHttpProxy ? OutboundServices.AnyPort : port;
        var latest = memos.LatestPlanOf(new(scope, listener, mesh, proxy, meant));
        var hosts = new SidecarVirtualHosts(scope, listener, mesh, proxy, memos, meant);
        var plan = latest.Plan is { } before ? hosts.Revise(before) ?? hosts.Build() : hosts.Build();
        latest.Plan = plan;
        return plan;
    }

    /// <summary>
    /// The plan where VirtualServices only differ in what they do with requests, and not in whose requests they get; null
    /// where it has to be built anew.
    /// </summary>
    private SidecarHostPlan? Revise(SidecarHostPlan before)
    {
        var (was, now) = (before.VirtualServices, _listener.VirtualServices);
        if (ReferenceEquals(was, now))
        {
            return before;
        }

        if (was.Count != now.Count)
        {
            return null;
        }

        var revised = new Dictionary<Config<VirtualService>, (Config<VirtualService> Config, EncodedRoute[] Routes)>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < now.Count; i++)
        {
            if (ReferenceEquals(was[i], now[i]))
            {
                continue;
            }

            var choices = ChoicesOf(now[i]);
            if (!AreForTheSameHosts(was[i], now[i]) || choices.Count == 0 || ChoicesOf(was[i]).Count == 0)
            {
                return null;
            }

            revised.Add(was[i], (now[i], RoutesOf(now[i], choices)));
        }

        return new(now, [.. before.Hosts.Select(host => host.Source is { } source && revised.TryGetValue(source, out var after)
            ? new SidecarHost(host.Draft with { Routes = new(after.Routes) }, after.Config)
            : host)]);
    }

    /// <summary>Whether a VirtualService that replaces another one takes over its hosts. Those of the Gateway API have rules of their own.</summary>
    public static bool AreForTheSameHosts(Config<VirtualService> left, Config<VirtualService> right) =>
        !RouteSemantics.IsGatewayApi(left)
        && !RouteSemantics.IsGatewayApi(right)
        && left.Spec.Hosts.SequenceEqual(right.Spec.Hosts, StringComparer.Ordinal);

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

        hosts.Sort(static (left, right) => string.CompareOrdinal(left.Draft.Name, right.Draft.Name));
        return new(_listener.VirtualServices, hosts);
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

        ValueList<string> domains;
        if (service is null)
        {
            domains = unique.Take(_proxy.IsProxylessGrpc ? [HostDomains.Bracketed(host), name] : [HostDomains.Bracketed(host)], FrozenSet<string>.Empty);
        }
        else
        {
            var ignoresPort = !_proxy.IsProxylessGrpc && _port != OutboundServices.AnyPort;
            var all = _memos.DomainsOf(new(
                service.Service,
                host,
                ignoresPort ? HostDomains.NoPort : group.Port,
                _port != OutboundServices.AnyPort,
                HostDomains.Perspective(_proxy.DnsDomain, service.Service, host),
                _proxy.Addresses));
            domains = unique.Take(all.All, all.Alternatives);
        }

        if (_port == OutboundServices.AnyPort && group.Port != HttpPort)
        {
            // A client that names no port means port 80.
            domains = [.. domains.Where(domain => domain.Contains(':'))];
        }

        if (domains.Count > 0)
        {
            var session = PersistentSession.Of(service?.Service, _mesh.Features);
            hosts.Add(new(new(name, domains, new(group.Routes), _proxy.IncludesAttemptCount) { Session = session }, group.Source));
        }
    }

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
            if (_port == HttpPort || _services.AnyMatches(config))
            {
                AddGroups(groups, config);
            }
        }

        var covered = groups.SelectMany(group => group.Services).Select(service => service.Host).ToHashSet(StringComparer.Ordinal);
        foreach (var service in _services.All)
        {
            if (covered.Contains(service.Host) || service.Service.Resolution == Resolution.Alias)
            {
                continue;
            }

            foreach (var (port, _) in service.HttpPorts)
            {
                var rule = _scope.DestinationRuleFor(service.Service.Hostname, _proxy.Labels.ByName);
                var hash = HashPolicies.For(rule?.Rule.Spec, port);
                groups.Add(new(port, [], [service], _memos.DefaultRouteOf(new(service.Host, port, _mesh.DefaultHttpRetryPolicy, hash)), null));
            }
        }

        return groups;
    }

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
        if (byPort.Count == 0 && _port != HttpPort)
        {
            return;
        }

        var routes = RoutesOf(config, choices);
        if (byPort.Count == 0)
        {
            groups.Add(new(HttpPort, otherHosts, [], routes, config));
        }

        groups.AddRange(byPort.Select(group => new RouteGroup(group.Key, otherHosts, [.. group], routes, config)));
    }

    private List<RouteChoice> ChoicesOf(Config<VirtualService> config) =>
        SourceMatch.Choose(config.Spec, _port, ShortNames.MeshGateway, _proxy.Namespace, _proxy.Labels.ByName);

    private EncodedRoute[] RoutesOf(Config<VirtualService> config, List<RouteChoice> choices) => _memos.RoutesOf(new()
    {
        Config = config,
        Port = _port,
        IsTls = false,
        Choices = [.. choices],
        Targets = Targets(config.Spec, choices),
        DefaultRetries = _mesh.DefaultHttpRetryPolicy,
        AppendsForwardedHost = _proxy.AppendsForwardedHost,
        IsProxylessGrpc = _proxy.IsProxylessGrpc,
    });

    private ValueList<RouteTarget> Targets(VirtualService spec, List<RouteChoice> choices) =>
    [
        .. choices.Select(choice => choice.Route).Distinct().SelectMany(route => RouteTargets.Of(spec.Http[route])).Select(destination =>
            RouteTargets.Resolve(
                destination,
                _services.Find(destination.Host)?.AsTarget,
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
            if (_services.Find(declared.ToLowerInvariant()) is { } service)
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
            var matching = RouteSemantics.IsGatewayApi(config) ? [] : _services.All.Where(s => Hostname.Matches(s.Host, host)).ToList();
            if (matching.Count == 0)
            {
                others.Add(host);
            }

            services.AddRange(matching.Where(s => ReferenceEquals(_listener.MostSpecificVirtualService(s.Host), config)));
        }

        return (others, services);
    }

    /// <summary>Hosts that share routes on a port.</summary>
    private sealed record RouteGroup(
        int Port, IReadOnlyList<string> OtherHosts, IReadOnlyList<OutboundService> Services, EncodedRoute[] Routes, Config<VirtualService>? Source);
}
