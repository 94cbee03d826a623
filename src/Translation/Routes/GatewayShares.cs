using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>Works out what servers of a gateway contribute to the hosts of their route configuration.</summary>
/// <param name="sources">Makes routes.</param>
/// <param name="table">Takes the shares.</param>
/// <param name="servers">How many are expected.</param>
internal sealed class GatewayShares(GatewayRouteSources sources, GatewayHostTable table, int servers)
{
    // The routes of a VirtualService are made for the first server of the Gateway that needs them.
    private readonly Dictionary<Config<VirtualService>, EncodedRoute[]>? _routes = servers > 1 ? new(ReferenceEqualityComparer.Instance) : null;
    private string _gateway = "";

    /// <summary>Adds a server. Those of one Gateway must come one after the other, in their order.</summary>
    /// <param name="index">Its place among all servers of the route configuration.</param>
    /// <param name="server">The server.</param>
    /// <param name="virtualServices">Those of its Gateway.</param>
    public void Add(int index, GatewayServer server, IReadOnlyList<Config<VirtualService>> virtualServices)
    {
        var offered = new OfferedHosts.ByNamespace(server.Server.Hosts);
        var redirects = server.Server.Tls is { HttpsRedirect: true };
        var port = server.Server.Port!.Number;
        for (var i = 0; i < virtualServices.Count; i++)
        {
            var config = virtualServices[i];
            var hosts = sources.Hosts;
            offered.To(config.Meta.Namespace).Intersect(config.Spec.Hosts, hosts);
            if (hosts.Count == 0)
            {
                continue;
            }

            var routes = RoutesOf(server, config);
            if (routes.Length == 0)
            {
                continue;
            }

            HostShare? shared = null;
            foreach (var declared in hosts)
            {
                var name = declared.ToLowerInvariant();
                var session = sources.SessionOf(config, name);
                table.Add(name, session is null ? shared ??= new(index, port, redirects, routes, null) : new(index, port, redirects, routes, session));
            }
        }

        if (redirects)
        {
            var share = new HostShare(index, port, RequiresTls: true, null, null);
            foreach (var host in server.Server.Hosts)
            {
                table.Add(host.ToLowerInvariant(), share);
            }
        }
    }

    /// <summary>All hosts to which a server may contribute, in lower case.</summary>
    public static IEnumerable<string> NamesOf(GatewayServer server, IReadOnlyList<Config<VirtualService>> virtualServices)
    {
        var offered = new OfferedHosts.ByNamespace(server.Server.Hosts);
        var names = new HashSet<string>(StringComparer.Ordinal);
        List<string> hosts = [];
        foreach (var config in virtualServices)
        {
            offered.To(config.Meta.Namespace).Intersect(config.Spec.Hosts, hosts);
            names.UnionWith(hosts.Select(host => host.ToLowerInvariant()));
        }

        if (server.Server.Tls is { HttpsRedirect: true })
        {
            names.UnionWith(server.Server.Hosts.Select(host => host.ToLowerInvariant()));
        }

        return names;
    }

    private EncodedRoute[] RoutesOf(GatewayServer server, Config<VirtualService> config)
    {
        if (_routes is null)
        {
            return sources.RoutesOf(server, config);
        }

        if (_gateway != server.GatewayName)
        {
            _gateway = server.GatewayName;
            _routes.Clear();
        }

        if (!_routes.TryGetValue(config, out var routes))
        {
            routes = sources.RoutesOf(server, config);
            if (routes.Length > 0)
            {
                _routes.Add(config, routes);
            }
        }

        return routes;
    }
}
