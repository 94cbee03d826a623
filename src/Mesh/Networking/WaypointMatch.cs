using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The part of a waypoint proxy that a patch applies to.</summary>
public sealed record WaypointMatch
{
    public int PortNumber { get; init; }

    public WaypointRouteMatch? Route { get; init; }

    public FilterMatch? Filter { get; init; }

    internal static WaypointMatch Read(FieldReader fields) => new()
    {
        PortNumber = fields.Int32("portNumber"),
        Route = fields.Message("route", WaypointRouteMatch.Read),
        Filter = fields.Message("filter", FilterMatch.Read),
    };
}
