using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The routes that a patch applies to.</summary>
public sealed record RouteMatch
{
    public string Name { get; init; } = "";

    public RouteMatchAction Action { get; init; }

    internal static RouteMatch Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Action = fields.Enum<RouteMatchAction>("action"),
    };
}
