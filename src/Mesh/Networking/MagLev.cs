using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Hashing by Maglev's table.</summary>
public sealed record MagLev
{
    /// <summary>A prime; zero for 65537.</summary>
    public ulong TableSize { get; init; }

    internal static MagLev Read(FieldReader fields) => new()
    {
        TableSize = fields.UInt64("tableSize"),
    };
}
