using System.Runtime.CompilerServices;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>Makes route configurations. One instance serves all proxies: what they have in common it makes once.</summary>
public sealed class RouteTranslator
{
    private readonly RouteMemos _memos = new();
    private readonly Memo<SidecarRouteInputs, EncodedResource> _sniffed = new();
    private readonly Memo<GatewayKey, LatestGatewayRoutes> _gateways = new();

    /// <summary>How many virtual hosts were encoded so far.</summary>
    public long EncodedHosts => _memos.EncodedHosts;

    /// <summary>How many route configurations were encoded so far.</summary>
    public long EncodedConfigurations => _memos.EncodedConfigurations;

    /// <param name="context">The proxy and what it sees.</param>
    /// <param name="names">The names that it asks for.</param>
    /// <param name="targets">The service ports that the proxy's workload serves; read for gateways only.</param>
    /// <returns>
    /// One configuration a name, in the order of the names. A name that nothing stands behind gets an empty one, for Envoy
    /// may ask on behalf of a listener that drains.
    /// </returns>
    public IReadOnlyList<EncodedResource> Translate(
        TranslationContext context, IReadOnlyCollection<string> names, IReadOnlyList<ServiceTarget> targets)
    {
        var proxy = ProxyRouteFacts.Of(context);
        if (context.Node.Type == ProxyType.Router)
        {
            return ForGateway(context, proxy, names, targets);
        }

        var batch = new SidecarRoutes(context, proxy, _memos);
        var routes = new EncodedResource[names.Count];
        var at = 0;
        foreach (var name in names)
        {
            routes[at++] = RouteNames.Parse(name) is { SniffedHost: null, Port: var port }
                ? batch.OfPort(name, port)
                : _sniffed.GetOrAdd(new(context.Scope, context.View.Mesh, proxy, name), static (inputs, batch) => batch.Other(inputs.Name), batch);
        }

        return routes;
    }

    /// <summary>
    /// Routes for gRPC clients, which ask by the name of a cluster without subset: only the virtual hosts of that host, and
    /// none of the settings that are Envoy's. Other names are ignored.
    /// </summary>
    internal IReadOnlyList<EncodedResource> TranslateForGrpc(TranslationContext context, IReadOnlyCollection<string> names)
    {
        var proxy = ProxyRouteFacts.Of(context);
        List<EncodedResource> routes = [];
        foreach (var name in names)
        {
            if (Naming.TryParse(name, out var cluster) && cluster is { Port: > 0, Hostname.Length: > 0 })
            {
                var plan = SidecarVirtualHosts.Of(context.Scope, context.View.Mesh, proxy, _memos, name, cluster.Port);
                var hosts = (plan?.Hosts ?? SegmentedList<SidecarHost>.Empty)
                    .Where(host => GrpcHosts.Serves(host.Draft.Domains, cluster.Hostname, cluster.Port))
                    .ToArray();
                var parts = RouteConfigurationEncoding.RoomFor(hosts.Length, RouteForm.Bare);
                for (var i = 0; i < hosts.Length; i++)
                {
                    parts[i + 1] = hosts[i].Encode(_memos);
                }

                routes.Add(Encode(name, parts, RouteForm.Bare));
            }
        }

        return routes;
    }

    /// <summary>Forgets what no proxy asked for lately.</summary>
    public void Sweep()
    {
        _memos.Sweep();
        _sniffed.Sweep();
        _gateways.Sweep();
    }

    private IReadOnlyList<EncodedResource> ForGateway(
        TranslationContext context, ProxyRouteFacts proxy, IReadOnlyCollection<string> names, IReadOnlyList<ServiceTarget> targets)
    {
        var latest = _gateways.GetOrAdd(new(proxy, context.View.Mesh, [.. targets]), static _ => new());
        var gateways = context.View.GatewaysOf(context.Node, targets);
        var routes = GatewayRoutes.Of(
            latest.Routes,
            context,
            gateways,
            names,
            new(context, proxy, gateways, _memos),
            (name, plan) => plan is null
                ? Encode(name, RouteConfigurationEncoding.RoomFor(0, RouteForm.Empty), RouteForm.Empty)
                : Encode(name, PartsOf(plan), RouteForm.Full));
        latest.Routes = routes;
        return routes.Resources;
    }

    private EncodedPart[] PartsOf(GatewayHostPlan plan)
    {
        var parts = RouteConfigurationEncoding.RoomFor(plan.Hosts.Length, RouteForm.Full);
        for (var i = 0; i < plan.Hosts.Length; i++)
        {
            parts[i + 1] = plan.Hosts[i].Encode(_memos);
        }

        return parts;
    }

    private EncodedResource Encode(string name, EncodedPart[] room, RouteForm form) =>
        _memos.Encode(new RouteConfigurationDraft(name, RouteConfigurationEncoding.Framed(name, room, form), form));

    /// <summary>What tells gateways apart whose routes are remembered. The mesh's configuration counts by reference.</summary>
    private readonly record struct GatewayKey(ProxyRouteFacts Proxy, MeshConfig Mesh, ValueList<ServiceTarget> Targets)
    {
        public bool Equals(GatewayKey other) => ReferenceEquals(Mesh, other.Mesh) && Proxy.Equals(other.Proxy) && Targets.Equals(other.Targets);

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Mesh), Proxy, Targets.Count);
    }

    /// <summary>The newest routes of a gateway, made of some view.</summary>
    private sealed class LatestGatewayRoutes
    {
        private GatewayRoutes? _routes;

        public GatewayRoutes? Routes
        {
            get => Volatile.Read(ref _routes);
            set => Volatile.Write(ref _routes, value);
        }
    }
}
