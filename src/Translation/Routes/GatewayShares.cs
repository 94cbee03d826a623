using System.Runtime.CompilerServices;
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
    private readonly Dictionary<RouteOwner, EncodedRoute[]>? _routes = servers > 1 ? [] : null;

    /// <summary>Adds a server. Those of one Gateway must come in their order.</summary>
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
            var hosts = offered.To(config.Meta.Namespace);
            if (config.Spec.Hosts.Count == 0 || !hosts.AnyOf(config.Spec.Hosts))
            {
                continue;
            }

            var routes = RoutesOf(server, config);
            if (routes.Length == 0)
            {
                continue;
            }

            foreach (var declared in hosts.Intersect(config.Spec.Hosts))
            {
                var name = declared.ToLowerInvariant();
                table.Add(name, new(index, port, redirects, routes, sources.SessionOf(config, name)));
            }
        }

        if (redirects)
        {
            foreach (var host in server.Server.Hosts)
            {
                table.Add(host.ToLowerInvariant(), new(index, port, RequiresTls: true, null, null));
            }
        }
    }

    private EncodedRoute[] RoutesOf(GatewayServer server, Config<VirtualService> config)
    {
        if (_routes is null)
        {
            return sources.RoutesOf(server, config);
        }

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

    /// <summary>Whose routes: those of a VirtualService, by reference, as it is bound to a Gateway.</summary>
    private readonly record struct RouteOwner(string Gateway, Config<VirtualService> Config)
    {
        public bool Equals(RouteOwner other) => ReferenceEquals(Config, other.Config) && Gateway == other.Gateway;

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Config);
    }
}
