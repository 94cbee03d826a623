using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record WaypointRouteMatch
{
    public string Name { get; init; } = "";

    internal static WaypointRouteMatch Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
    };
}
