using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A port by its number.</summary>
public sealed record PortSelector
{
    public int Number { get; init; }

    internal static PortSelector Read(FieldReader fields) => new()
    {
        Number = fields.Int32("number"),
    };
}
