using System.Buffers;
using System.Buffers.Binary;
using MeshActors.Grpc;
using MeshActors.Http2.Frames;
using MeshActors.Http2.Headers;

namespace MeshActors.Http2;

/// <summary>
/// An HTTP/2 connection (RFC 9113) with one gRPC call on it, for a client that has hundreds of them in one process and must not
/// be what is measured: nothing is decoded, queued or handed between threads that need not be. One thread at a time.
/// </summary>
public sealed class GrpcStream : IDisposable
{
    internal const int StreamId = 1;

    // What Envoy advertises unless it is told otherwise.
    private const int StreamWindow = 16 * 1024 * 1024;
    private const int ConnectionWindow = 24 * 1024 * 1024;
    private const int DefaultWindow = 65_535;

    // A frame of the largest size that is allowed, and more.
    private const int BufferSize = 64 * 1024;

    private readonly Stream _transport;
    private readonly SendQueue _send = new();
    private readonly ReceiveBuffer _received = new(BufferSize);
    private readonly FrameReader _frames;

    private GrpcStream(Stream transport)
    {
        _transport = transport;
        _frames = new(_send, StreamWindow);
    }

    /// <summary>The message that <see cref="ReadAsync"/> has read, still encoded; until its next call.</summary>
    public ReadOnlyMemory<byte> Message => _frames.Message;

    /// <summary>Begins a call. Nothing is sent before the first read.</summary>
    /// <param name="transport">A connection to the server, TLS with <c>h2</c> agreed on where it is wanted. It is closed with the stream.</param>
    /// <param name="url">Of the method, for instance <c>http://host:15010/package.Service/Method</c>.</param>
    /// <param name="headers">Sent besides those that gRPC needs.</param>
    public static GrpcStream Open(Stream transport, Uri url, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var stream = new GrpcStream(transport);
        stream._send.Preface("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        stream._send.Frame(FrameType.Settings, FrameFlags.None, 0, Settings());
        stream._send.WindowUpdate(0, ConnectionWindow - DefaultWindow);
        var block = new ArrayBufferWriter<byte>();
        HeaderEncoder.Write(block, ":method", "POST");
        HeaderEncoder.Write(block, ":scheme", url.Scheme);
        HeaderEncoder.Write(block, ":authority", url.Authority);
        HeaderEncoder.Write(block, ":path", url.AbsolutePath);
        HeaderEncoder.Write(block, "content-type", "application/grpc");
        HeaderEncoder.Write(block, "te", "trailers");
        foreach (var (name, value) in headers)
        {
            HeaderEncoder.Write(block, name, value);
        }

        stream._send.Frame(FrameType.Headers, FrameFlags.EndHeaders, StreamId, block.WrittenSpan);
        return stream;
    }

    /// <summary>Queues a message. It is sent by the next read, as far as the server's windows allow.</summary>
    public void Write(ReadOnlySpan<byte> message)
    {
        Span<byte> prefix = stackalloc byte[sizeof(byte) + sizeof(int)];
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], message.Length);
        _send.Data(prefix, message);
    }

    /// <summary>Sends what is queued and reads the next message; false where the server has ended the stream with status OK.</summary>
    /// <exception cref="RpcException">It has ended it with another status, or broken it.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _frames.Release();
        while (true)
        {
            switch (_frames.Read(_received))
            {
                case FrameOutcome.Message:
                    return true;
                case FrameOutcome.End:
                    return false;
                default:
                    await ExchangeAsync(cancellationToken);
                    break;
            }
        }
    }

    public void Dispose()
    {
        _frames.Dispose();
        _transport.Dispose();
    }

    private static byte[] Settings()
    {
        const int size = sizeof(ushort) + sizeof(uint);
        ReadOnlySpan<(Setting Setting, uint Value)> all = [(Setting.HeaderTableSize, 0), (Setting.EnablePush, 0), (Setting.InitialWindowSize, StreamWindow)];
        var payload = new byte[all.Length * size];
        for (var i = 0; i < all.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(i * size), (ushort)all[i].Setting);
            BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan((i * size) + sizeof(ushort)), all[i].Value);
        }

        return payload;
    }

    private async ValueTask ExchangeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_send.Ready.IsEmpty)
            {
                await _transport.WriteAsync(_send.Ready, cancellationToken);
                _send.Sent();
            }

            var count = await _transport.ReadAsync(_received.Free(), cancellationToken);
            _received.Received(count > 0 ? count : throw new EndOfStreamException("the server has closed the connection"));
        }
        catch (IOException exception)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, _frames.Farewell ?? exception.Message, exception));
        }
    }
}
