using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The filter within the connection manager that a patch applies to.</summary>
public sealed record SubFilterMatch
{
    public string Name { get; init; } = "";

    internal static SubFilterMatch Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
    };
}
