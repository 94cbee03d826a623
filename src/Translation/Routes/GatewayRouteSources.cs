using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>Makes the routes of VirtualServices for a gateway.</summary>
internal sealed class GatewayRouteSources(TranslationContext context, ProxyRouteFacts proxy, MergedGateway? gateways, RouteMemos memos)
{
    // Routes that are the same for all servers.
    private readonly Dictionary<Config<VirtualService>, EncodedRoute[]> _forAllServers = new(ReferenceEqualityComparer.Instance);

    /// <summary>An empty table for plans that keep none.</summary>
    public GatewayHostTable Scratch { get; } = new(hosts: 0);

    /// <summary>For the hosts of one VirtualService at a time.</summary>
    public List<string> Hosts { get; } = [];

    public bool IncludesAttemptCount => proxy.IncludesAttemptCount;

    public MeshFeatures Features => context.View.Mesh.Features;

    /// <summary>The VirtualServices of a server's Gateway.</summary>
    public IReadOnlyList<Config<VirtualService>> VirtualServicesOf(GatewayServer server) =>
        context.View.VirtualServicesFor(proxy.Namespace, server.GatewayName);

    /// <returns>Empty where no route of the VirtualService counts here.</returns>
    public EncodedRoute[] RoutesOf(GatewayServer server, Config<VirtualService> config)
    {
        var offersHttp3 = gateways is not null && gateways.Http3RouteNames.Count > 0
            && gateways.TlsRouteName.TryGetValue(server, out var route) && gateways.Http3RouteNames.Contains(route);
        if (!offersHttp3 && _forAllServers.TryGetValue(config, out var known))
        {
            return known;
        }

        var port = server.Server.Port!.Number;
        var choices = SourceMatch.Choose(config.Spec, port, server.GatewayName, proxy.Namespace, proxy.Labels.ByName);
        if (choices.Count == 0)
        {
            return [];
        }

        var targets = Targets(config, choices, port, out var dependOnPort);
        var inputs = new RouteInputs
        {
            Config = config,
            Port = port,
            IsTls = server.Server.Tls is not null,
            Choices = choices,
            Targets = targets,
            DefaultRetries = context.View.Mesh.DefaultHttpRetryPolicy,
            AppendsForwardedHost = proxy.AppendsForwardedHost,
            IsProxylessGrpc = proxy.IsProxylessGrpc,
            MarksMirrors = Features.ShadowHosts,
            OffersHttp3 = offersHttp3,
        };
        if (dependOnPort || SourceMatch.DependsOnServer(config.Spec) || !PlainForwards.CoverAll(inputs))
        {
            return memos.RoutesOf(inputs);
        }

        var routes = memos.RoutesOf(inputs.ForAnyServer());
        _forAllServers.Add(config, routes);
        return routes;
    }

    /// <summary>The sessions of a virtual host: it is a service's where the VirtualService itself leads there.</summary>
    public PersistentSession? SessionOf(Config<VirtualService> config, string host) =>
        Features.PersistentSessions && config.Spec.Http.SelectMany(RouteTargets.Of).Any(found => found.Host == host)
            ? PersistentSession.Of(Find(config, host), Features)
            : null;

    private ValueList<RouteTarget> Targets(Config<VirtualService> config, ValueList<RouteChoice> choices, int port, out bool dependOnPort)
    {
        dependOnPort = false;
        if (choices.Count == 1 && config.Spec.Http[choices[0].Route] is { Route: [{ Destination: { } only }], Mirror: null, Mirrors.Count: 0 })
        {
            return [Resolve(config, only, port, ref dependOnPort)];
        }

        List<RouteTarget> targets = [];
        var previous = RouteChoice.NoMatch;
        foreach (var choice in choices)
        {
            // Choices of one route stand together, and targets are listed once a route.
            if (choice.Route != previous)
            {
                previous = choice.Route;
                foreach (var destination in RouteTargets.Of(config.Spec.Http[choice.Route]))
                {
                    targets.Add(Resolve(config, destination, port, ref dependOnPort));
                }
            }
        }

        return [.. targets];
    }

    /// <summary>A name means the service of the VirtualService's own namespace first, where the gateway may see it.</summary>
    private RouteTarget Resolve(Config<VirtualService> config, Destination destination, int port, ref bool dependsOnPort)
    {
        var known = context.Scope.Service(destination.Host);
        TargetService? service = Own(config, destination.Host) is { } own ? TargetService.Of(own) : known is null ? null : TargetService.Of(known);
        dependsOnPort |= destination.Port is null && service?.OnlyPort is null;
        return RouteTargets.Resolve(
            destination,
            service,
            port,
            known is null ? null : context.Scope.DestinationRuleFor(known, proxy.Labels.ByName),
            Features);
    }

    private Service? Find(Config<VirtualService> config, string host) => Own(config, host) ?? context.Scope.Service(host);

    private Service? Own(Config<VirtualService> config, string host) =>
        context.View.FindService(new(config.Meta.Namespace, host)) is { } own && context.View.IsVisible(own, proxy.Namespace) ? own : null;
}
