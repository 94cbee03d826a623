using MeshActors.Translation.Wire;

namespace MeshActors.Translation;

/// <summary>
/// A resource as it goes on every stream: encoded once, shared by all proxies that receive it. Compared by reference;
/// equal content has an equal <see cref="Version"/>.
/// </summary>
public sealed class EncodedResource
{
    private readonly EncodedPart[]? _parts;
    private readonly ReadOnlyMemory<byte> _whole;
    private WeakReference<byte[]>? _joined;

    public EncodedResource(string name, string typeUrl, ReadOnlyMemory<byte> value)
    {
        (Name, TypeUrl, _whole, Length) = (name, typeUrl, value, value.Length);
        Version = MessageParts.Version(typeUrl, value.Span);
    }

    /// <summary>A message of parts that it shares with others: neither copied nor hashed again.</summary>
    /// <param name="name">The resource.</param>
    /// <param name="typeUrl">Its type.</param>
    /// <param name="parts">In order, divided as <see cref="MessageParts"/> says. Never changed afterwards.</param>
    internal EncodedResource(string name, string typeUrl, EncodedPart[] parts)
        : this(name, typeUrl, parts, PartsSummary.Of(parts))
    {
    }

    /// <inheritdoc cref="EncodedResource(string, string, EncodedPart[])"/>
    /// <param name="summary">That of the parts.</param>
    internal EncodedResource(string name, string typeUrl, EncodedPart[] parts, PartsSummary summary) =>
        (Name, TypeUrl, _parts, Length, Version) = (name, typeUrl, parts, summary.Length, summary.Version);

    public string Name { get; }

    /// <summary>For instance <c>type.googleapis.com/envoy.config.cluster.v3.Cluster</c>.</summary>
    public string TypeUrl { get; }

    /// <summary>
    /// The encoded message: the <c>value</c> of the Any. One made of parts is joined when this is asked for, once for all who ask while
    /// somebody still holds the bytes: hundreds of streams write the same half a megabyte in one wave, and at rest nobody needs it.
    /// </summary>
    public ReadOnlyMemory<byte> Value => _parts is null ? _whole : Joined(_parts);

    /// <summary>The length of <see cref="Value"/> in bytes.</summary>
    public int Length { get; }

    /// <summary>What <see cref="Value"/> consists of, to be written one after the other; empty where it is one piece.</summary>
    public ReadOnlySpan<EncodedPart> Parts => _parts;

    public ContentHash Version { get; }

    private byte[] Joined(EncodedPart[] parts)
    {
        if (_joined is { } held && held.TryGetTarget(out var bytes))
        {
            return bytes;
        }

        bytes = Join(parts, Length);
        _joined = new(bytes);
        return bytes;
    }

    private static byte[] Join(EncodedPart[] parts, int length)
    {
        var whole = GC.AllocateUninitializedArray<byte>(length);
        var at = 0;
        foreach (var part in parts)
        {
            part.Bytes.Span.CopyTo(whole.AsSpan(at));
            at += part.Length;
        }

        return whole;
    }
}
