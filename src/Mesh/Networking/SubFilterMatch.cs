using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record SubFilterMatch
{
    public string Name { get; init; } = "";

    internal static SubFilterMatch Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
    };
}
