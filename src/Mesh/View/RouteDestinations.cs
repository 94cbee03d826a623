using MeshActors.Mesh.Networking;

namespace MeshActors.Mesh.View;

/// <summary>The hosts and ports that a VirtualService may send traffic to.</summary>
internal static class RouteDestinations
{
    /// <summary>Stands for all ports of a host: some destination names none.</summary>
    public const int AnyPort = 0;

    /// <param name="spec">A VirtualService with its short names written out.</param>
    /// <param name="sourceNamespace">Routes that match other source namespaces only do not count.</param>
    /// <returns>Host to ports, in the order in which they are named.</returns>
    public static IEnumerable<(string Host, IReadOnlySet<int> Ports)> Of(VirtualService spec, string sourceNamespace)
    {
        var http = spec.Http.Where(route => AppliesTo(route, sourceNamespace)).SelectMany(Of);
        var l4 = spec.Tcp.SelectMany(route => route.Route).Concat(spec.Tls.SelectMany(route => route.Route)).Select(route => route.Destination);
        return http.Concat(l4)
            .OfType<Destination>()
            .GroupBy(destination => destination.Host, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlySet<int>)group.Select(d => d.Port?.Number ?? AnyPort).ToHashSet()));
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
