using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record Percent
{
    public double Value { get; init; }

    internal static Percent Read(FieldReader fields) => new()
    {
        Value = fields.Number("value"),
    };
}
