using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Listeners;

/// <summary>What a filter chain that handles HTTP is for.</summary>
internal enum HttpRole
{
    Inbound,
    Outbound,

    /// <summary>The HTTP proxy that applications may be told to use.</summary>
    Proxy,

    /// <summary>Outbound traffic to hosts that no service names, allowed by name.</summary>
    AnyHost,
    Gateway,

    /// <summary>What comes out of a tunnel.</summary>
    Waypoint,
}

/// <summary>The inline route of an inbound chain.</summary>
/// <param name="Cluster">The inbound cluster.</param>
/// <param name="Hostname">The service's host name, for traces.</param>
/// <param name="ServicePort">The service's port.</param>
internal sealed record InboundRoute(string Cluster, string Hostname, int ServicePort);

/// <summary>What HTTP connection managers differ in, within one direction and proxy.</summary>
internal sealed record HttpChain
{
    public required HttpRole Role { get; init; }

    public required Protocol Protocol { get; init; }

    /// <summary>The route configuration that is asked for; empty where the route is inline.</summary>
    public string RouteName { get; init; } = "";

    public InboundRoute? Route { get; init; }

    public string StatPrefix { get; init; } = "";

    /// <summary>Whether HTTP/3 is spoken, and nothing else.</summary>
    public bool IsHttp3 { get; init; }

    /// <summary>The wildcard host that is resolved at request time.</summary>
    public string? DynamicHost { get; init; }
}
