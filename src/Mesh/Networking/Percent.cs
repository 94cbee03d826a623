using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A percentage from 0 to 100, with fractions.</summary>
public sealed record Percent
{
    public double Value { get; init; }

    internal static Percent Read(FieldReader fields) => new()
    {
        Value = fields.Number("value"),
    };
}
