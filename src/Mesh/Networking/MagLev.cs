using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record MagLev
{
    public ulong TableSize { get; init; }

    internal static MagLev Read(FieldReader fields) => new()
    {
        TableSize = fields.UInt64("tableSize"),
    };
}
