using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Hashing on a ring.</summary>
public sealed record RingHash
{
    /// <summary>Zero for 1024.</summary>
    public ulong MinimumRingSize { get; init; }

    internal static RingHash Read(FieldReader fields) => new()
    {
        MinimumRingSize = fields.UInt64("minimumRingSize"),
    };
}
