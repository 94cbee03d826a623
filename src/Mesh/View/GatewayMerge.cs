using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Merges the Gateways that select a proxy. Plain HTTP servers share a port (and a bind address); servers with TLS share a port
/// as long as no host repeats; other protocols have a port for themselves. The older Gateway wins; what does not fit is a
/// <see cref="GatewayConflict"/>.
/// </summary>
internal sealed class GatewayMerge(bool quic)
{
    /// <summary>Services with this label do not translate Gateway ports to target ports.</summary>
    private const string NoPortTranslationLabel = "experimental.istio.io/disable-gateway-port-translation";

    private readonly HashSet<int> _ports = [];
    private readonly Dictionary<int, ServerPort> _plainText = [];
    private readonly Dictionary<TlsHost, GatewayServer> _tlsHosts = [];
    private bool _sharesTlsHosts;
    private readonly List<ServerPort> _order = [];
    private readonly Dictionary<ServerPort, (string RouteName, List<GatewayServer> Servers)> _listeners = [];
    private readonly Dictionary<string, List<GatewayServer>> _byRouteName = new(StringComparer.Ordinal);
    private readonly Dictionary<GatewayServer, string> _tlsRouteNames = [];
    private readonly List<GatewayConflict> _conflicts = [];
    private readonly List<string> _names = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<(ServerPort Port, List<GatewayServer> Servers)> _quic = [];
    private readonly HashSet<string> _http3Routes = new(StringComparer.Ordinal);
    private bool _hasAutoPassthrough;

    /// <param name="gateways">In order of precedence.</param>
    /// <param name="quic">Whether HTTPS servers speak HTTP/3 too, where a service has their port for UDP.</param>
    public static MergedGateway Merge(IReadOnlyList<SelectedGateway> gateways, bool quic)
    {
        var merge = new GatewayMerge(quic);
        foreach (var gateway in gateways)
        {
            merge.Add(gateway);
        }

        return merge.Build();
    }

    private void Add(SelectedGateway selected)
    {
        foreach (var server in GatewayServers.Of(selected.Gateway))
        {
            if (_seen.Add(server.GatewayName))
            {
                _names.Add(server.GatewayName);
            }

            var number = server.Server.Port!.Number;
            var udp = quic && server.EndsHttps
                && selected.Targets.Any(target => target.Port.Number == number && target.Port.Protocol == Protocol.Udp);
            foreach (var port in ListenPorts(number, selected))
            {
                if (Add(server, port) && udp)
                {
                    AddQuic(server, port);
                }
            }
        }
    }

    /// <returns>whether the server was merged in</returns>
    private bool Add(GatewayServer server, int port)
    {
        var spec = server.Server;
        var routeName = RouteName(server, port);
        if (spec.Tls is not null)
        {
            if (!ClaimHosts(server, port))
            {
                return Reject(server, port, "another server on the port has the same TLS host");
            }

            _tlsRouteNames[server] = routeName;

            // Clusters come of the server even where another one keeps it off the port, as in Istio.
            _hasAutoPassthrough |= spec.Tls.Mode == ServerTlsMode.AutoPassthrough;
        }

        var serverPort = new ServerPort(port, spec.Port!.Protocol, spec.Bind);
        if (_ports.Add(port))
        {
            AddPlainText(server, serverPort, routeName);
        }
        else if (_plainText.TryGetValue(port, out var current))
        {
            return AddBesidePlainText(server, serverPort, routeName, current);
        }
        else if (!server.IsTls)
        {
            AddPlainText(server, serverPort, routeName);
        }
        else
        {
            return AddBesideTls(server, serverPort, routeName);
        }

        return true;
    }

    private void AddQuic(GatewayServer server, int port)
    {
        var serverPort = new ServerPort(port, server.Server.Port!.Protocol, server.Server.Bind);
        var known = _quic.FindIndex(listener => listener.Port == serverPort);
        if (known < 0)
        {
            _quic.Add((serverPort, [server]));
        }
        else
        {
            _quic[known].Servers.Add(server);
        }

        _http3Routes.Add(RouteName(server, port));
    }

    private void AddPlainText(GatewayServer server, ServerPort port, string routeName)
    {
        if (!server.IsTls)
        {
            _plainText[port.Number] = port;
        }

        if (server.IsHttp)
        {
            _byRouteName[routeName] = [server];
        }

        _listeners[port] = (routeName, [server]);
        _order.Add(port);
    }

    private bool AddBesidePlainText(GatewayServer server, ServerPort port, string routeName, ServerPort current)
    {
        var mergeable = server.Protocol.IsHttp() && Protocols.Parse(current.Protocol).IsHttp();
        if (current.Bind == port.Bind)
        {
            if (!mergeable || routeName.Length == 0)
            {
                return Reject(server, port.Number, $"protocol {port.Protocol} does not go with {current.Protocol} of an earlier server");
            }

            _listeners[current].Servers.Add(server);
            AddTo(routeName, server);
        }
        else if (_listeners.TryGetValue(port, out var listener))
        {
            listener.Servers.Add(server);
            _listeners[port] = (routeName, listener.Servers);
            AddTo(routeName, server);
        }
        else
        {
            AddPlainText(server, port, routeName);
        }

        return true;
    }

    private bool AddBesideTls(GatewayServer server, ServerPort port, string routeName)
    {
        // HTTPS servers keep their own route configurations, for their certificates may differ.
        if (server.IsHttp && (routeName.Length == 0 || !_byRouteName.TryAdd(routeName, [server])))
        {
            return Reject(server, port.Number, "another HTTPS server of the gateway has the same port name");
        }

        if (_listeners.TryGetValue(port, out var listener))
        {
            listener.Servers.Add(server);
        }
        else
        {
            _listeners[port] = ("", [server]);
            _order.Add(port);
        }

        return true;
    }

    private void AddTo(string routeName, GatewayServer server)
    {
        if (!_byRouteName.TryGetValue(routeName, out var servers))
        {
            _byRouteName.Add(routeName, servers = []);
        }

        servers.Add(server);
    }

    /// <summary>Each TLS host of a port and bind address leads to one server: it becomes a filter chain's match.</summary>
    private bool ClaimHosts(GatewayServer server, int port)
    {
        var (bind, hosts) = (server.Server.Bind, server.Server.Hosts);
        if (hosts.Any(host => _tlsHosts.TryGetValue(new(port, host), out var owner) && owner.Server.Bind == bind))
        {
            return false;
        }

        foreach (var host in hosts)
        {
            // As in Istio, of servers at several addresses only the last one is remembered.
            _sharesTlsHosts |= _tlsHosts.TryGetValue(new(port, host), out var owner) && !ReferenceEquals(owner, server);
            _tlsHosts[new(port, host)] = server;
        }

        return true;
    }

    private bool Reject(GatewayServer server, int port, string reason)
    {
        _conflicts.Add(new(server.GatewayName, port, reason));
        return false;
    }

    private MergedGateway Build()
    {
        var passed = _listeners.Values.SelectMany(listener => listener.Servers)
            .Where(server => server.Server.Tls is { Mode: ServerTlsMode.AutoPassthrough })
            .ToList();
        var byRouteName = _byRouteName.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<GatewayServer>)[.. entry.Value], StringComparer.Ordinal);
        return new()
        {
            Listeners = [.. _order.Select(port => new MergedServers(port, _listeners[port].RouteName, [.. _listeners[port].Servers]))],
            QuicListeners = [.. _quic.Select(listener => new MergedServers(listener.Port, "", listener.Servers))],
            Http3RouteNames = _http3Routes,
            ServersByRouteName = byRouteName,
            Places = new(() => PlacesIn(byRouteName)),
            TlsRouteName = _tlsRouteNames,
            HasAutoPassthrough = _hasAutoPassthrough,
            AutoPassthroughSniHosts = passed.SelectMany(server => server.Server.Hosts).ToHashSet(StringComparer.Ordinal),
            GatewayPorts = _byRouteName
                .GroupBy(entry => PortOf(entry.Key))
                .ToDictionary(
                    group => group.Key,
                    group => (IReadOnlySet<int>)group.SelectMany(entry => entry.Value).Select(server => server.Server.Port!.Number).ToHashSet()),
            Conflicts = _conflicts,
            GatewayNames = _names,
            TlsHosts = _sharesTlsHosts ? null : _tlsHosts,
        };
    }

    private static Dictionary<string, List<ServerPlace>> PlacesIn(Dictionary<string, IReadOnlyList<GatewayServer>> byRouteName)
    {
        var places = new Dictionary<string, List<ServerPlace>>(StringComparer.Ordinal);
        foreach (var (routeName, servers) in byRouteName)
        {
            for (var i = 0; i < servers.Count; i++)
            {
                if (!places.TryGetValue(servers[i].GatewayName, out var found))
                {
                    places.Add(servers[i].GatewayName, found = new(2));
                }

                found.Add(new(routeName, i));
            }
        }

        return places;
    }

    /// <summary>
    /// The ports to listen on for a Gateway's port: those behind the services that the proxy serves. A Gateway that selects
    /// by labels takes the first match, or the port as it is; one that names services takes all of theirs, and only them.
    /// </summary>
    public static IEnumerable<int> ListenPorts(int number, SelectedGateway selected)
    {
        if (!selected.ByLabels)
        {
            return selected.Targets.Where(target => target.Port.Number == number).Select(target => target.TargetPort).Distinct().Order();
        }

        var first = selected.Targets.FirstOrDefault(target =>
            target.Port.Number == number && !target.Service.Labels.ContainsKey(NoPortTranslationLabel));
        return [first?.TargetPort ?? number];
    }

    /// <summary>The route configuration of a server; empty for one that does not handle HTTP.</summary>
    public static string RouteName(GatewayServer server, int port)
    {
        var spec = server.Server;
        var bind = spec.Bind.Length == 0 ? "" : "." + spec.Bind;
        if (server.Protocol.IsHttp())
        {
            return $"http.{port}{bind}";
        }

        var meta = server.Gateway.Meta;
        return server.Protocol == Protocol.Https && !server.IsPassthrough
            ? $"https.{spec.Port!.Number}.{spec.Port.Name}.{meta.Name}.{meta.Namespace}{bind}"
            : "";
    }

    /// <summary>Names of servers with an address of their own do not tell a port, as in Istio.</summary>
    private static int PortOf(string routeName)
    {
        var number = routeName.Split('.') switch
        {
            ["http", var port] => port,
            ["https", var port, _, _, _] => port,
            _ => "",
        };
        return int.TryParse(number, out var parsed) ? parsed : 0;
    }
}
