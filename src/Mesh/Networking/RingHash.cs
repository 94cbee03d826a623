using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record RingHash
{
    public ulong MinimumRingSize { get; init; }

    internal static RingHash Read(FieldReader fields) => new()
    {
        MinimumRingSize = fields.UInt64("minimumRingSize"),
    };
}
