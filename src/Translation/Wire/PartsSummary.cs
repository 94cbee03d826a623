namespace MeshActors.Translation.Wire;

/// <summary>What can be told of a message from its parts: its version and its length.</summary>
/// <param name="Hashes">Those of the parts, in order.</param>
/// <param name="Length">Of the message in bytes.</param>
internal readonly record struct PartsSummary(XxHash.Sequence Hashes, int Length)
{
    /// <summary>The version that <see cref="MessageParts.Version"/> gives for the bytes.</summary>
    public ContentHash Version => new(Hashes.Value);

    public static PartsSummary Of(ReadOnlySpan<EncodedPart> parts)
    {
        var hashes = default(XxHash.Sequence);
        var length = 0;
        foreach (var part in parts)
        {
            hashes = hashes.With(part.Hash);
            length += part.Length;
        }

        return new(hashes, length);
    }

    /// <summary>The summary of the message with another part in the place of one. No other part is looked at.</summary>
    public PartsSummary With(int index, EncodedPart was, EncodedPart now) =>
        new(Hashes.With(index, was.Hash, now.Hash), Length - was.Length + now.Length);
}
