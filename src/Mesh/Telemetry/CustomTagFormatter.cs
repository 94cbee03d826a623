using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

public sealed record CustomTagFormatter
{
    public string Value { get; init; } = "";

    internal static CustomTagFormatter Read(FieldReader fields) => new()
    {
        Value = fields.Text("value"),
    };
}
