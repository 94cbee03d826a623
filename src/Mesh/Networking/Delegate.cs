using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Another virtual service that refines a route.</summary>
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
