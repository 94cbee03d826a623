using System.Runtime.CompilerServices;

namespace MeshActors.Mesh.View;

/// <summary>All Gateways that select a proxy, merged into one.</summary>
public sealed record MergedGateway
{
    /// <summary>Listeners in the order in which their first server was seen.</summary>
    public required IReadOnlyList<MergedServers> Listeners { get; init; }

    /// <summary>Servers that speak HTTP/3 beside, over UDP on the same port, in the order in which their first one was seen.</summary>
    public required IReadOnlyList<MergedServers> QuicListeners { get; init; }

    /// <summary>The route configurations that tell clients so.</summary>
    public required IReadOnlySet<string> Http3RouteNames { get; init; }

    /// <summary>
    /// Route configuration names to their servers: <c>http.8080</c> (with <c>.bind</c> where bound to an address) has all plain
    /// servers of a port, <c>https.443.port-name.gateway.namespace</c> has one.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<GatewayServer>> ServersByRouteName { get; init; }

    /// <summary>The route configuration of servers with TLS settings; empty for those that do not end HTTPS.</summary>
    public required IReadOnlyDictionary<GatewayServer, string> TlsRouteName { get; init; }

    /// <summary>Whether clusters for SNI-based passing between networks are needed.</summary>
    public required bool HasAutoPassthrough { get; init; }

    public required IReadOnlySet<string> AutoPassthroughSniHosts { get; init; }

    /// <summary>Ports that the proxy listens on to the Gateway port numbers that stand for them, for plain HTTP and HTTPS.</summary>
    public required IReadOnlyDictionary<int, IReadOnlySet<int>> GatewayPorts { get; init; }

    /// <summary>Servers that could not be merged in.</summary>
    public required IReadOnlyList<GatewayConflict> Conflicts { get; init; }

    /// <summary>The distinct names (<c>namespace/name</c>) of the Gateways, in order of precedence.</summary>
    public required IReadOnlyList<string> GatewayNames { get; init; }

    /// <summary>Identifies this merge, for those who remember what they made of it.</summary>
    public object Stamp { get; init; } = new();

    /// <summary>What differs from an earlier merge; null where anything may.</summary>
    public GatewayChange? Change { get; init; }

    /// <summary>Where the servers of a Gateway (<c>namespace/name</c>) stand in <see cref="ServersByRouteName"/>.</summary>
    public IReadOnlyList<ServerPlace> PlacesOf(string gateway) => Places.Value.GetValueOrDefault(gateway) ?? [];

    /// <summary>By Gateway. The same from merge to merge as long as servers only take each other's places.</summary>
    internal Lazy<Dictionary<string, List<ServerPlace>>> Places { get; init; } = new([]);

    /// <summary>Whose the hosts are for which servers have TLS settings; null where one host of a port is of several servers.</summary>
    internal Dictionary<TlsHost, GatewayServer>? TlsHosts { get; init; }

    /// <summary>By reference.</summary>
    public bool Equals(MergedGateway? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>A server's place.</summary>
/// <param name="RouteName">The route configuration.</param>
/// <param name="Index">Its place among the servers of that.</param>
public readonly record struct ServerPlace(string RouteName, int Index);

/// <summary>A merge that differs from another one in nothing but some servers.</summary>
/// <param name="Since">The stamp of the other one.</param>
/// <param name="Places">Where other servers stand now.</param>
public sealed record GatewayChange(object Since, IReadOnlyList<ServerPlace> Places);
