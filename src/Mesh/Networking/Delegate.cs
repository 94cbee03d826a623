using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record Delegate
{
    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";

    internal static Delegate Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Namespace = fields.Text("namespace"),
    };
}
