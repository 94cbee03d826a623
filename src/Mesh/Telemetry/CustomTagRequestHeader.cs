using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>A value from a request header.</summary>
public sealed record CustomTagRequestHeader
{
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";

    internal static CustomTagRequestHeader Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        DefaultValue = fields.Text("defaultValue"),
    };
}
