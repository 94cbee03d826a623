using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Where a patch applies. At most one of the object matches is set.</summary>
public sealed record EnvoyConfigObjectMatch
{
    public PatchContext Context { get; init; }

    public ProxyMatch? Proxy { get; init; }

    public ListenerMatch? Listener { get; init; }

    public RouteConfigurationMatch? RouteConfiguration { get; init; }

    public ClusterMatch? Cluster { get; init; }

    public WaypointMatch? Waypoint { get; init; }

    internal static EnvoyConfigObjectMatch Read(FieldReader fields) => new()
    {
        Context = fields.Enum<PatchContext>("context"),
        Proxy = fields.Message("proxy", ProxyMatch.Read),
        Listener = fields.Message("listener", ListenerMatch.Read),
        RouteConfiguration = fields.Message("routeConfiguration", RouteConfigurationMatch.Read),
        Cluster = fields.Message("cluster", ClusterMatch.Read),
        Waypoint = fields.Message("waypoint", WaypointMatch.Read),
    };
}
