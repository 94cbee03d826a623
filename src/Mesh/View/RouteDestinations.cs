using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;

namespace MeshActors.Mesh.View;

/// <summary>The hosts and ports that a VirtualService may send traffic to.</summary>
internal static class RouteDestinations
{
    /// <summary>Stands for all ports of a host: some destination names none.</summary>
    public const int AnyPort = 0;

    private static readonly ConditionalWeakTable<VirtualService, DestinationPorts[]> WithoutSources = [];

    /// <param name="spec">A VirtualService with its short names written out.</param>
    /// <param name="sourceNamespace">Routes that match other source namespaces only do not count; null where all do.</param>
    /// <returns>Host to ports, in the order in which they are named.</returns>
    public static IReadOnlyList<DestinationPorts> Of(VirtualService spec, string? sourceNamespace)
    {
        if (WithoutSources.TryGetValue(spec, out var known))
        {
            return known;
        }

        var found = Find(spec, sourceNamespace);
        if (!HasSources(spec))
        {
            WithoutSources.AddOrUpdate(spec, found);
        }

        return found;
    }

    private static DestinationPorts[] Find(VirtualService spec, string? sourceNamespace)
    {
        var http = spec.Http.Where(route => sourceNamespace is null || AppliesTo(route, sourceNamespace)).SelectMany(Of);
        var l4 = spec.Tcp.SelectMany(route => route.Route).Concat(spec.Tls.SelectMany(route => route.Route)).Select(route => route.Destination);
        return
        [
            .. http.Concat(l4)
                .OfType<Destination>()
                .GroupBy(destination => destination.Host, StringComparer.Ordinal)
                .Select(group => new DestinationPorts(group.Key, group.Select(d => d.Port?.Number ?? AnyPort).ToHashSet())),
        ];
    }

    private static bool HasSources(VirtualService spec)
    {
        foreach (var route in spec.Http)
        {
            foreach (var match in route.Match)
            {
                if (match.SourceNamespace.Length > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<Destination?> Of(HttpRoute route) =>
        route.Route.Select(target => target.Destination)
            .Append(route.Mirror)
            .Concat(route.Mirrors.Select(mirror => mirror.Destination));

    private static bool AppliesTo(HttpRoute route, string sourceNamespace)
    {
        var sources = route.Match.Where(match => match.SourceNamespace.Length > 0).ToList();
        return sources.Count == 0 || sources.Exists(match => match.SourceNamespace == sourceNamespace);
    }
}

/// <summary>A host that traffic is sent to.</summary>
/// <param name="Host">The host.</param>
/// <param name="Ports">Which of its ports; <see cref="RouteDestinations.AnyPort"/> for all.</param>
internal sealed record DestinationPorts(string Host, IReadOnlySet<int> Ports);
