using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>Makes the routes of VirtualServices for a gateway.</summary>
internal sealed class GatewayRouteSources(TranslationContext context, ProxyRouteFacts proxy, MergedGateway? gateways, RouteMemos memos)
{
    /// <summary>An empty table for plans that keep none.</summary>
    public GatewayHostTable Scratch { get; } = new(servers: 1);

    public bool IncludesAttemptCount => proxy.IncludesAttemptCount;

    public MeshFeatures Features => context.View.Mesh.Features;

    /// <summary>The VirtualServices of a server's Gateway.</summary>
    public IReadOnlyList<Config<VirtualService>> VirtualServicesOf(GatewayServer server) =>
        context.View.VirtualServicesFor(proxy.Namespace, server.GatewayName);

    /// <returns>Empty where no route of the VirtualService counts here.</returns>
    public EncodedRoute[] RoutesOf(GatewayServer server, Config<VirtualService> config)
    {
        var port = server.Server.Port!.Number;
        var choices = SourceMatch.Choose(config.Spec, port, server.GatewayName, proxy.Namespace, proxy.Labels.ByName);
        return choices.Count == 0
            ? []
            : memos.RoutesOf(new()
            {
                Config = config,
                Port = port,
                IsTls = server.Server.Tls is not null,
                Choices = [.. choices],
                Targets = Targets(config, choices, port),
                DefaultRetries = context.View.Mesh.DefaultHttpRetryPolicy,
                AppendsForwardedHost = proxy.AppendsForwardedHost,
                IsProxylessGrpc = proxy.IsProxylessGrpc,
                OffersHttp3 = gateways is not null
                    && gateways.TlsRouteName.TryGetValue(server, out var route) && gateways.Http3RouteNames.Contains(route),
            });
    }

    /// <summary>The sessions of a virtual host: it is a service's where the VirtualService itself leads there.</summary>
    public PersistentSession? SessionOf(Config<VirtualService> config, string host) =>
        Features.PersistentSessions && config.Spec.Http.SelectMany(RouteTargets.Of).Any(found => found.Host == host)
            ? PersistentSession.Of(Find(config, host), Features)
            : null;

    private ValueList<RouteTarget> Targets(Config<VirtualService> config, List<RouteChoice> choices, int port)
    {
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
                    targets.Add(Resolve(config, destination, port));
                }
            }
        }

        return [.. targets];
    }

    /// <summary>A name means the service of the VirtualService's own namespace first, where the gateway may see it.</summary>
    private RouteTarget Resolve(Config<VirtualService> config, Destination destination, int port)
    {
        var service = Find(config, destination.Host);
        return RouteTargets.Resolve(
            destination,
            service is null ? null : TargetService.Of(service),
            port,
            context.Scope.DestinationRuleFor(destination.Host, proxy.Labels.ByName),
            Features);
    }

    private Service? Find(Config<VirtualService> config, string host)
    {
        var own = context.View.FindService(new(config.Meta.Namespace, host));
        return own is not null && context.View.IsVisible(own, proxy.Namespace) ? own : context.Scope.Service(host);
    }
}
