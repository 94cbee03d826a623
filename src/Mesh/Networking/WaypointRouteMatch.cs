using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The route of a waypoint that a patch applies to.</summary>
public sealed record WaypointRouteMatch
{
    public string Name { get; init; } = "";

    internal static WaypointRouteMatch Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
    };
}
