using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>Finds the clusters of destinations.</summary>
internal static class RouteTargets
{
    /// <summary>Stands for a backend that its Gateway API route could not name.</summary>
    private const string UnknownCluster = "UnknownService";

    /// <summary>
    /// All destinations of a route in the order in which <see cref="VirtualServiceRoutes"/> takes them: mirror, mirrors, then
    /// the destinations themselves.
    /// </summary>
    public static IEnumerable<Destination> Of(HttpRoute route)
    {
        if (route.Mirror is not null)
        {
            yield return route.Mirror;
        }

        foreach (var mirror in route.Mirrors)
        {
            yield return mirror.Destination ?? new();
        }

        foreach (var target in route.Route)
        {
            yield return target.Destination ?? new();
        }
    }

    public static RouteTarget Resolve(
        Destination destination, TargetService? service, int port, ConsolidatedDestinationRule? rule, MeshFeatures features) =>
        new(ClusterName(destination, service, port), HashPolicies.For(rule?.Rule.Spec, destination), PersistentSession.Of(service?.Service, features));

    /// <summary>Those of a route's targets that requests themselves go to.</summary>
    /// <param name="route">The route.</param>
    /// <param name="targets">The targets of all routes.</param>
    /// <param name="first">Where those of this route begin.</param>
    public static IEnumerable<RouteTarget> Forwarding(HttpRoute route, IReadOnlyList<RouteTarget> targets, int first)
    {
        var own = first + (route.Mirror is null ? 0 : 1) + route.Mirrors.Count;
        return route.Route.Select((destination, i) => (destination, Target: targets[own + i]))
            .Where(found => route.Route.Count == 1 || found.destination.Weight > 0)
            .Select(found => found.Target);
    }

    /// <summary>The cluster of a destination.</summary>
    /// <param name="destination">The destination, with its host written out.</param>
    /// <param name="service">The service of that host as far as it is known here; null leads to a cluster by name all the same.</param>
    /// <param name="port">The port that clients use, for destinations that name none and services that have several.</param>
    public static string ClusterName(Destination destination, TargetService? service, int port)
    {
        if (destination.Host.Length == 0)
        {
            return UnknownCluster;
        }

        var host = service is { Service.ExternalName: { Length: > 0 } target } ? target : destination.Host;
        var number = destination.Port?.Number ?? service?.OnlyPort ?? port;
        return Naming.ClusterName(Naming.Outbound, destination.Subset, host, number);
    }
}

/// <summary>A service that a destination means.</summary>
/// <param name="Service">The service.</param>
/// <param name="OnlyPort">The one port that counts; null where there are several.</param>
internal readonly record struct TargetService(Service Service, int? OnlyPort)
{
    public static TargetService Of(Service service) => new(service, service.Ports.Count == 1 ? service.Ports[0].Number : null);
}
