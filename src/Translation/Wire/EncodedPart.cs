namespace MeshActors.Translation.Wire;

/// <summary>
/// Whole fields of a message, encoded and hashed once and shared by all messages that contain them: a virtual host, a filter chain, or
/// what stands around those. Compared by reference.
/// </summary>
/// <param name="bytes">The fields, with tags and lengths.</param>
public sealed class EncodedPart(byte[] bytes)
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public int Length { get; } = bytes.Length;

    /// <summary>XXH64 of the bytes.</summary>
    internal ulong Hash { get; } = XxHash.Of(bytes);
}
