using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MeshActors.Http2.Frames;
using MeshActors.Http2.Headers;

namespace MeshActors.Grpc.Tests.RawHttp2;

/// <summary>
/// An HTTP/2 connection on which a test writes every frame itself, right or wrong, and grants windows only when it
/// says so. Settings and pings of the server are answered.
/// </summary>
internal sealed class RawHttp2Client : IAsyncDisposable
{
    private readonly TcpClient _tcp = new();
    private NetworkStream _stream = null!; // Set by ConnectAsync, the only way to get a client.

    public static async Task<RawHttp2Client> ConnectAsync(int port)
    {
        var client = new RawHttp2Client();
        await client._tcp.ConnectAsync(IPAddress.Loopback, port);
        client._stream = client._tcp.GetStream();
        await client._stream.WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));

        // SETTINGS_HEADER_TABLE_SIZE = 0: no dynamic table, so that header blocks can be read one by one.
        await client.SendAsync(FrameType.Settings, 0, 0, [0, 1, 0, 0, 0, 0]);
        return client;
    }

    public async Task SendAsync(FrameType type, byte flags, int streamId, byte[] payload)
    {
        var frame = new byte[FrameHeader.Size + payload.Length];
        new FrameHeader(payload.Length, type, (FrameFlags)flags, streamId).Write(frame);
        payload.CopyTo(frame, FrameHeader.Size);
        await _stream.WriteAsync(frame);
    }

    public Task SendBytesAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask();

    public Task StartCallAsync(int streamId, string path, params (string Name, string Value)[] more)
    {
        var block = new ArrayBufferWriter<byte>();
        (string Name, string Value)[] headers =
        [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
            ("content-type", "application/grpc"), ("te", "trailers"), .. more,
        ];
        foreach (var (name, value) in headers)
        {
            HeaderEncoder.Write(block, name, value);
        }

        return SendAsync(FrameType.Headers, Frame.EndHeaders, streamId, block.WrittenSpan.ToArray());
    }

    public Task SendDataAsync(int streamId, byte[] data, bool end = false) =>
        SendAsync(FrameType.Data, end ? Frame.EndStream : (byte)0, streamId, data);

    public async Task GrantAsync(int streamId, int bytes)
    {
        var increment = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(increment, bytes);
        await SendAsync(FrameType.WindowUpdate, 0, 0, increment);
        await SendAsync(FrameType.WindowUpdate, 0, streamId, increment);
    }

    /// <summary>The next frame that is not housekeeping, or null at the end of the connection.</summary>
    public async Task<Frame?> ReceiveAsync()
    {
        while (await ReadFrameAsync() is { } frame)
        {
            switch (frame.Type)
            {
                case FrameType.Settings when (frame.Flags & Frame.Ack) == 0:
                    await AnswerAsync(FrameType.Settings, []);
                    break;
                case FrameType.Ping when (frame.Flags & Frame.Ack) == 0:
                    await AnswerAsync(FrameType.Ping, frame.Payload);
                    break;
                case FrameType.Settings or FrameType.WindowUpdate:
                    break;
                default:
                    return frame;
            }
        }

        return null;
    }

    /// <summary>Reads until the stream ends and returns its trailers (or its headers, where it has nothing else).</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReceiveTrailersAsync(int streamId)
    {
        while (await ReceiveAsync() is { } frame)
        {
            if (frame.StreamId != streamId)
            {
                continue;
            }

            if (frame is { Type: FrameType.Headers, EndsStream: true })
            {
                return HeaderDecoder.Decode(frame.Payload).ToDictionary(field => field.Name, field => field.Value);
            }

            if (frame.Type == FrameType.ResetStream)
            {
                throw new IOException($"The server reset the stream with code {BinaryPrimitives.ReadInt32BigEndian(frame.Payload)}.");
            }
        }

        throw new EndOfStreamException("The connection ended before the stream's trailers.");
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AnswerAsync(FrameType type, byte[] payload)
    {
        try
        {
            await SendAsync(type, Frame.Ack, 0, payload);
        }
        catch (IOException exception) when (exception.InnerException is SocketException)
        {
            // A server that has closed the connection meanwhile takes no answer; what it said before can still be read.
        }
    }

    private async Task<Frame?> ReadFrameAsync()
    {
        var bytes = new byte[FrameHeader.Size];
        try
        {
            await _stream.ReadExactlyAsync(bytes);
            var header = FrameHeader.Read(bytes);
            var payload = new byte[header.Length];
            await _stream.ReadExactlyAsync(payload);
            return new Frame(header.Type, (byte)header.Flags, header.StreamId, payload);
        }
        catch (Exception exception) when (exception is EndOfStreamException or IOException { InnerException: SocketException })
        {
            return null;
        }
    }
}
