using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>A value from the proxy's environment.</summary>
public sealed record CustomTagEnvironment
{
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";

    internal static CustomTagEnvironment Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        DefaultValue = fields.Text("defaultValue"),
    };
}
