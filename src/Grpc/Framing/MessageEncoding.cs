using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;

namespace MeshActors.Grpc.Framing;

/// <summary>The value of <c>grpc-encoding</c>: how those messages of a stream are compressed that are flagged so.</summary>
internal sealed class MessageEncoding
{
    /// <summary>What we can read, as <c>grpc-accept-encoding</c> lists it. We write identity only.</summary>
    public const string Accepted = "identity,gzip";

    public static readonly MessageEncoding Identity = new(null);

    private static readonly MessageEncoding Gzip = new(static stream => new GZipStream(stream, CompressionMode.Decompress));

    private readonly Func<Stream, Stream>? _open;

    private MessageEncoding(Func<Stream, Stream>? open) => _open = open;

    /// <summary>The encoding of this name, or null where we do not know it.</summary>
    public static MessageEncoding? Find(string? name) => name switch
    {
        null or "" or "identity" => Identity,
        "gzip" => Gzip,
        _ => null,
    };

    /// <summary>
    /// Unpacks one message. It stops at the limit, so that a small message cannot unpack into more memory than that.
    /// </summary>
    /// <exception cref="RpcException">The flag contradicts the encoding, the data is corrupt, or the limit is reached.</exception>
    public PooledMessage Decompress(in ReadOnlySequence<byte> payload, int? limit)
    {
        if (_open is null)
        {
            throw new RpcException(
                new Status(StatusCode.Internal, "A message is flagged as compressed, but the stream has no grpc-encoding."));
        }

        var max = limit ?? int.MaxValue;
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using var source = PipeReader.Create(payload).AsStream();
            using var unpacked = _open(source);
            while (true)
            {
                var read = unpacked.Read(buffer.GetSpan());
                if (read == 0)
                {
                    return PooledMessage.CopyOf(new ReadOnlySequence<byte>(buffer.WrittenMemory));
                }

                buffer.Advance(read);
                if (buffer.WrittenCount > max)
                {
                    throw new RpcException(new Status(
                        StatusCode.ResourceExhausted, $"Received message exceeds the limit of {max} bytes when it is unpacked."));
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw new RpcException(new Status(StatusCode.Internal, "A compressed message could not be unpacked.", exception));
        }
    }
}
