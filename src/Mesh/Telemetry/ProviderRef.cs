using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

public sealed record ProviderRef
{
    public string Name { get; init; } = "";

    internal static ProviderRef Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
    };
}
