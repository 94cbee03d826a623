using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>A fixed value.</summary>
public sealed record CustomTagLiteral
{
    public string Value { get; init; } = "";

    internal static CustomTagLiteral Read(FieldReader fields) => new()
    {
        Value = fields.Text("value"),
    };
}
