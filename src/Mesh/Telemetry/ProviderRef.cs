using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>A provider by its name in the mesh configuration.</summary>
public sealed record ProviderRef
{
    public string Name { get; init; } = "";

    internal static ProviderRef Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
    };
}
