using System.Runtime.CompilerServices;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Listeners;

/// <summary>Which listeners the Gateways of a proxy make, and what each consists of.</summary>
/// <param name="context">The proxy.</param>
/// <param name="settings">Its settings.</param>
/// <param name="gateways">What it serves.</param>
/// <param name="before">A plan of the same proxy, from which chains of servers are taken over.</param>
internal sealed class GatewayPlan(TranslationContext context, ListenerSettings settings, MergedGateway gateways, PlannedGateways? before)
{
    private const int FirstUnprivileged = 1024;

    private readonly TcpTargets _targets = new(context, settings);
    private readonly Dictionary<int, Dictionary<string, string>> _sniByPort = [];

    private static readonly ConditionalWeakTable<GatewayServer, ChainInputs> HttpsChains = [];

    /// <summary>Whether more than Gateways decided something, once <see cref="Listeners"/> has been gone through.</summary>
    public bool ReadsRoutes { get; private set; }

    /// <summary>Listeners with at least one chain, by address and port.</summary>
    public IEnumerable<PlannedListener> Listeners() =>
        Merged(gateways.Listeners, isQuic: false, Chains).Concat(Merged(gateways.QuicListeners, isQuic: true, QuicChains));

    private IEnumerable<PlannedListener> Merged(IReadOnlyList<MergedServers> all, bool isQuic, Func<MergedServers, IEnumerable<ChainInputs>> chainsOf)
    {
        var listeners = new List<(string Bind, int Port, bool IsAnywhere, List<ChainInputs> Chains, IReadOnlyList<GatewayServer>? Servers)>();
        foreach (var merged in all)
        {
            var isAnywhere = merged.Port.Bind.Length == 0;
            var (port, bind) = (merged.Port.Number, isAnywhere ? settings.Wildcards[0] : merged.Port.Bind);

            // Service ports have been translated to the workload's own: what is left below 1024 cannot be bound.
            if (port < FirstUnprivileged && !context.Node.MayBindPrivilegedPorts)
            {
                continue;
            }

            var takenOver = isQuic ? null : TakenOver(merged);
            var chains = takenOver ?? chainsOf(merged);
            var existing = listeners.FindIndex(listener => listener.Bind == bind && listener.Port == port);
            if (existing < 0)
            {
                listeners.Add((bind, port, isAnywhere, [.. chains], takenOver is not null || (!isQuic && EndHttps(merged)) ? merged.Servers : null));
            }
            else
            {
                listeners[existing].Chains.AddRange(chains);
                listeners[existing] = listeners[existing] with { Servers = null };
            }
        }

        return listeners.Where(listener => listener.Chains.Count > 0)
            .Select(listener => new PlannedListener(listener.Bind, listener.Port, isQuic, [.. listener.Chains]) { IsAnywhere = listener.IsAnywhere, Servers = listener.Servers });
    }

    private static bool EndHttps(MergedServers merged) =>
        !Protocols.Parse(merged.Port.Protocol).IsHttp() && merged.Servers.All(server => server.EndsHttps);

    private IEnumerable<ChainInputs> Chains(MergedServers merged)
    {
        var protocol = Protocols.Parse(merged.Port.Protocol);
        return protocol.IsHttp()
            ? [new() { Http = new() { Role = HttpRole.Gateway, Protocol = protocol, RouteName = merged.RouteName } }]
            : merged.Servers.SelectMany(server => Chains(server, merged.Port.Number)).ToList();
    }

    /// <summary>The chains of before, with those of the servers that differ; null where there is no telling which is whose.</summary>
    private List<ChainInputs>? TakenOver(MergedServers merged)
    {
        var known = before?.Listeners.FirstOrDefault(listener =>
            listener.Servers?.Count == merged.Servers.Count
            && !listener.IsQuic
            && listener.Port == merged.Port.Number
            && listener.Bind == (merged.Port.Bind.Length > 0 ? merged.Port.Bind : settings.Wildcards[0]));
        if (known is null)
        {
            return null;
        }

        var step = ListStep.Between(known.Servers!, merged.Servers);
        List<ChainInputs> chains = [.. known.Chains];
        for (var i = step.Start; i < step.Start + step.Come; i++)
        {
            if (!merged.Servers[i].EndsHttps)
            {
                return null;
            }

            chains[i] = HttpsChain(merged.Servers[i]);
        }

        return chains;
    }

    /// <summary>Without a certificate there is no QUIC, so that stock Envoy leaves out what would show the mesh's.</summary>
    private IEnumerable<ChainInputs> QuicChains(MergedServers merged) => merged.Servers
        .Where(server => !settings.Proxy.StockEnvoy || server.Server.Tls?.Mode != ServerTlsMode.IstioMutual)
        .Select(HttpsChain)
        .Select(chain => chain with { Http = chain.Http! with { IsHttp3 = true } });

    private IEnumerable<ChainInputs> Chains(GatewayServer server, int listenerPort)
    {
        if (server.EndsHttps)
        {
            return [HttpsChain(server)];
        }

        ReadsRoutes = true;
        return server switch
        {
            { Server.Tls.Mode: ServerTlsMode.AutoPassthrough } => AutoPassthrough(server),
            { IsPassthrough: true } => Passthrough(server, listenerPort),
            _ when TcpRoute(server) is { } tcp =>
                [new() { SniHosts = server.Server.Tls is null ? [] : [.. server.SniHosts], Tls = server.Server.Tls, Tcp = tcp }],
            _ => [],
        };
    }

    /// <summary>The same instance for a server as long as its route configuration has the same name.</summary>
    private ChainInputs HttpsChain(GatewayServer server)
    {
        var routeName = gateways.TlsRouteName.GetValueOrDefault(server, "");
        if (!HttpsChains.TryGetValue(server, out var chain) || chain.Http!.RouteName != routeName)
        {
            chain = new()
            {
                SniHosts = [.. server.SniHosts],
                Tls = server.Server.Tls,
                Http = new()
                {
                    Role = HttpRole.Gateway,
                    Protocol = server.Protocol,
                    RouteName = routeName,
                    StatPrefix = server.Server.Name,
                },
            };
            HttpsChains.AddOrUpdate(server, chain);
        }

        return chain;
    }

    /// <summary>The first TCP route of a VirtualService for the server's hosts.</summary>
    private TcpChain? TcpRoute(GatewayServer server)
    {
        var port = PortOf(server);
        var meshTls = server.Server.Tls?.Mode == ServerTlsMode.IstioMutual;
        foreach (var config in VirtualServicesOf(server))
        {
            foreach (var route in config.Spec.Tcp.Where(route => route.Route.Count > 0))
            {
                if (route.Match.Count == 0 || route.Match.Any(match => Applies(match.Port, match.Gateways, server)))
                {
                    return _targets.Of(route.Route, port, config.Meta, meshTls);
                }
            }

            // TLS routes of the Gateway API stand for TCP ones where TLS has ended.
            if (IsFromTlsRoute(config) && config.Spec.Tls.FirstOrDefault(
                route => route.Match.Any(match => Applies(match.Port, match.Gateways, server))) is { Route.Count: > 0 } tls)
            {
                return _targets.Of(tls.Route, port, config.Meta, meshTls);
            }
        }

        return null;
    }

    private IEnumerable<ChainInputs> Passthrough(GatewayServer server, int listenerPort)
    {
        var port = PortOf(server);
        foreach (var config in VirtualServicesOf(server))
        {
            foreach (var route in config.Spec.Tls.Where(route => route.Route.Count > 0))
            {
                foreach (var match in route.Match.Where(match => Applies(match.Port, match.Gateways, server)))
                {
                    if (Claim(match.SniHosts, server.Server.Bind, listenerPort))
                    {
                        yield return new() { SniHosts = [.. match.SniHosts], Tcp = _targets.Of(route.Route, port, config.Meta) };
                    }
                }
            }
        }
    }

    /// <summary>
    /// One chain for each cluster of every service: its SNI is the cluster's name. Only mutual TLS of the mesh passes, by its
    /// application protocols, so that nobody gets in without it.
    /// </summary>
    private IEnumerable<ChainInputs> AutoPassthrough(GatewayServer server)
    {
        foreach (var service in context.Scope.Services.Where(service => !service.MeshExternal))
        {
            if (!server.SniHosts.Any(host => Hostname.SubsetOf(service.Hostname, host)))
            {
                continue;
            }

            var rule = _targets.RuleOf(service);
            foreach (var port in service.Ports.Where(port => port.Protocol != Protocol.Udp))
            {
                foreach (var subset in (IEnumerable<string>)["", .. rule?.Subsets.Select(subset => subset.Name) ?? []])
                {
                    var chain = _targets.Passing(service, port, subset, rule);
                    yield return new()
                    {
                        SniHosts = [chain.Clusters[0].Name],
                        ApplicationProtocols = SniffedProtocols.Mesh,
                        Tcp = chain with { WithoutPolicies = true },
                    };
                }
            }
        }
    }

    private IEnumerable<Config<VirtualService>> VirtualServicesOf(GatewayServer server) =>
        context.View.VirtualServicesFor(context.Node.Namespace, server.GatewayName)
            .Where(config => config.Spec.Hosts.Any(host => server.Server.Hosts.Any(offered => Offers(offered, host, config.Meta.Namespace))));

    private static bool Offers(string offered, string host, string ns) => offered.Split('/') switch
    {
        [var owner, var name, ..] => owner == ns && Hostname.Matches(name, host),
        _ => Hostname.Matches(offered, host),
    };

    private static bool Applies(int port, IReadOnlyList<string> names, GatewayServer server) =>
        (port == 0 || port == server.Server.Port!.Number) && (names.Count == 0 || names.Contains(server.GatewayName));

    private static bool IsFromTlsRoute(Config<VirtualService> config) =>
        config.Meta.Annotations.TryGetValue("internal.istio.io/parents", out var parents) && parents.StartsWith("TLSRoute/", StringComparison.Ordinal);

    private static MeshPort PortOf(GatewayServer server) =>
        new(server.Server.Port!.Name, server.Server.Port.Number, server.Protocol);

    /// <summary>Envoy refuses a listener with the same name in two chains: the first one keeps it.</summary>
    private bool Claim(IReadOnlyList<string> hosts, string bind, int port)
    {
        if (!_sniByPort.TryGetValue(port, out var taken))
        {
            _sniByPort[port] = taken = new(StringComparer.Ordinal);
        }

        if (hosts.Any(host => taken.TryGetValue(host, out var owner) && owner == bind))
        {
            return false;
        }

        foreach (var host in hosts)
        {
            taken[host] = bind;
        }

        return true;
    }
}
