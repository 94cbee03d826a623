using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MeshActors.Translation;

/// <summary>64 bits of a SHA-256 over a resource's encoded bytes: its version, the same on every replica.</summary>
public readonly record struct ContentHash(ulong Value)
{
    public static ContentHash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return new(BinaryPrimitives.ReadUInt64BigEndian(digest));
    }

    public override string ToString() => Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
