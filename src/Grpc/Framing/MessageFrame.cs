using System.Buffers;
using System.Buffers.Binary;

namespace MeshActors.Grpc.Framing;

/// <summary>
/// The framing of gRPC over HTTP/2: each message is a byte that says whether it is compressed, its length as four
/// bytes in network order, and the message. This file alone knows that.
/// </summary>
internal static class MessageFrame
{
    public const int HeaderLength = 5;

    private const byte Plain = 0;
    private const byte Compressed = 1;

    public static readonly Status TruncatedMessage = new(StatusCode.Internal, "The stream ended in the middle of a message.");

    public static readonly Status MissingMessage = new(
        StatusCode.Internal, "The stream ended before the message that this kind of call requires.");

    public static readonly Status ExtraMessage = new(
        StatusCode.Internal, "More than one message arrived where this kind of call allows one.");

    public static void WriteHeader(IBufferWriter<byte> output, int length)
    {
        WriteHeader(output.GetSpan(HeaderLength), length);
        output.Advance(HeaderLength);
    }

    public static void WriteHeader(Span<byte> output, int length)
    {
        output[0] = Plain;
        BinaryPrimitives.WriteUInt32BigEndian(output[1..], (uint)length);
    }

    /// <summary>Takes one message off the front of <paramref name="buffer"/>; false where it is not all there yet.</summary>
    /// <remarks>The length is checked against the limit as soon as the header is known, before the message is waited for.</remarks>
    /// <exception cref="RpcException">The header is not one that the protocol allows, or the message is too long.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int? limit, out ReadOnlySequence<byte> payload, out bool compressed)
    {
        payload = default;
        compressed = false;
        if (buffer.Length < HeaderLength)
        {
            return false;
        }

        Span<byte> copy = stackalloc byte[HeaderLength];
        scoped ReadOnlySpan<byte> header = buffer.FirstSpan;
        if (header.Length < HeaderLength)
        {
            buffer.Slice(0, HeaderLength).CopyTo(copy);
            header = copy;
        }

        compressed = header[0] switch
        {
            Plain => false,
            Compressed => true,
            var flag => throw new RpcException(
                new Status(StatusCode.Internal, $"The compression flag of a message is {flag}; only 0 and 1 are known.")),
        };

        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(limit ?? int.MaxValue))
        {
            throw TooLong("Received", length, limit ?? int.MaxValue);
        }

        if (buffer.Length - HeaderLength < length)
        {
            return false;
        }

        payload = buffer.Slice(HeaderLength, length);
        buffer = buffer.Slice(payload.End);
        return true;
    }

    public static void CheckSendLimit(int length, int? limit)
    {
        if (length > limit)
        {
            throw TooLong("Sending", length, limit.Value);
        }
    }

    public static RpcException TooLong(string verb, long length, int limit) =>
        new(new Status(StatusCode.ResourceExhausted, $"{verb} message of {length} bytes exceeds the limit of {limit} bytes."));
}
