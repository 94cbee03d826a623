using System.Diagnostics;

namespace MeshActors.Grpc;

/// <summary>
/// One gRPC message that is already protobuf bytes, in one piece or composed of pieces that many messages share
/// (a header of its own, then a resource that a thousand streams send). Writing it neither encodes nor joins them.
/// The pieces must not change until the write has completed.
/// </summary>
[DebuggerDisplay("Length = {Length}, Segments = {SegmentCount}")]
public readonly struct EncodedMessage
{
    private readonly ReadOnlyMemory<byte> _single;
    private readonly ReadOnlyMemory<ReadOnlyMemory<byte>> _segments;

    public EncodedMessage(ReadOnlyMemory<byte> message)
    {
        _single = message;
        Length = message.Length;
        SegmentCount = 1;
    }

    /// <summary>A message made of <paramref name="segments"/> in order. The list itself is not copied either.</summary>
    /// <exception cref="OverflowException">The pieces are longer than 2^31 - 1 bytes together.</exception>
    public EncodedMessage(ReadOnlyMemory<ReadOnlyMemory<byte>> segments)
        : this(segments, LengthOf(segments.Span))
    {
    }

    internal EncodedMessage(ReadOnlyMemory<ReadOnlyMemory<byte>> segments, int length)
    {
        _segments = segments;
        Length = length;
        SegmentCount = segments.Length;
    }

    /// <summary>The length in bytes of all pieces together.</summary>
    public int Length { get; }

    public int SegmentCount { get; }

    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)SegmentCount, nameof(index));
            return _segments.IsEmpty ? _single : _segments.Span[index];
        }
    }

    /// <summary>The message in one piece: itself where it is one already, else a copy.</summary>
    public ReadOnlyMemory<byte> ToContiguous()
    {
        if (SegmentCount <= 1)
        {
            return SegmentCount == 0 ? default : this[0];
        }

        var joined = new byte[Length];
        var at = 0;
        foreach (var segment in _segments.Span)
        {
            segment.CopyTo(joined.AsMemory(at));
            at += segment.Length;
        }

        return joined;
    }

    private static int LengthOf(ReadOnlySpan<ReadOnlyMemory<byte>> segments)
    {
        var length = 0;
        foreach (var segment in segments)
        {
            length = checked(length + segment.Length);
        }

        return length;
    }
}
