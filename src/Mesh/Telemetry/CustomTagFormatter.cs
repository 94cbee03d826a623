using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>A value by Envoy's access log format.</summary>
public sealed record CustomTagFormatter
{
    public string Value { get; init; } = "";

    internal static CustomTagFormatter Read(FieldReader fields) => new()
    {
        Value = fields.Text("value"),
    };
}
