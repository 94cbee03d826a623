using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MeshActors.Grpc;
using MeshActors.Http2.Frames;
using MeshActors.Http2.Headers;

namespace MeshActors.Http2;

/// <summary>Frames that are no data: what they say is kept, and those that want an answer get one.</summary>
/// <param name="send">Where answers are queued.</param>
internal sealed class ControlFrames(SendQueue send)
{
    private readonly ArrayBufferWriter<byte> _block = new();
    private bool _hasEndFlag;

    public GrpcResponse Response { get; } = new();

    /// <summary>Whether trailers have come.</summary>
    public bool EndsStream { get; private set; }

    /// <summary>Why the server means to close the connection; null where it has not said so.</summary>
    public string? Farewell { get; private set; }

    /// <exception cref="FormatException">The frame is malformed.</exception>
    /// <exception cref="RpcException">The server refuses or ends the call.</exception>
    public void Take(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        switch (header.Type)
        {
            case FrameType.Headers:
                _hasEndFlag = header.Flags.HasFlag(FrameFlags.EndStream);
                Block(header, HeaderFragment(header, payload));
                break;
            case FrameType.Continuation:
                Block(header, payload);
                break;
            case FrameType.Settings when !header.Flags.HasFlag(FrameFlags.Acknowledgement):
                Apply(payload);
                send.Frame(FrameType.Settings, FrameFlags.Acknowledgement, 0, []);
                break;
            case FrameType.Ping when !header.Flags.HasFlag(FrameFlags.Acknowledgement):
                send.Frame(FrameType.Ping, FrameFlags.Acknowledgement, 0, payload);
                break;
            case FrameType.WindowUpdate:
                send.Widen(header.StreamId, BinaryPrimitives.ReadInt32BigEndian(Whole(payload, sizeof(int))) & int.MaxValue);
                break;
            case FrameType.ResetStream:
                var code = BinaryPrimitives.ReadUInt32BigEndian(Whole(payload, sizeof(int)));
                throw new RpcException(new Status(StatusCode.Unavailable, $"the server has reset the stream with HTTP/2 error {code}"));
            case FrameType.GoAway:
                Leave(Whole(payload, 2 * sizeof(int)));
                break;
            default:
                break;
        }
    }

    private void Leave(ReadOnlySpan<byte> payload)
    {
        var last = BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;
        var code = BinaryPrimitives.ReadUInt32BigEndian(payload[sizeof(int)..]);
        var text = Encoding.UTF8.GetString(payload[(2 * sizeof(int))..]);
        Farewell = $"the server has closed the connection with HTTP/2 error {code}{(text.Length > 0 ? $": {text}" : "")}";
        if (last < GrpcStream.StreamId)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, Farewell));
        }
    }

    private void Apply(ReadOnlySpan<byte> settings)
    {
        const int size = sizeof(ushort) + sizeof(uint);
        for (; settings.Length >= size; settings = settings[size..])
        {
            send.Apply((Setting)BinaryPrimitives.ReadUInt16BigEndian(settings), BinaryPrimitives.ReadUInt32BigEndian(settings[sizeof(ushort)..]));
        }
    }

    private void Block(FrameHeader header, ReadOnlySpan<byte> fragment)
    {
        _block.Write(fragment);
        if (header.Flags.HasFlag(FrameFlags.EndHeaders))
        {
            Response.Take(HeaderDecoder.Decode(_block.WrittenSpan));
            _block.ResetWrittenCount();
            EndsStream = _hasEndFlag;
        }
    }

    private static ReadOnlySpan<byte> HeaderFragment(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        const int priority = 5;
        var isPadded = header.Flags.HasFlag(FrameFlags.Padded);
        var start = (isPadded ? 1 : 0) + (header.Flags.HasFlag(FrameFlags.Priority) ? priority : 0);
        var end = payload.Length - (isPadded ? Whole(payload, 1)[0] : 0);
        return start <= end ? payload[start..end] : throw new FormatException("The server has sent a frame with more padding than bytes.");
    }

    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> payload, int size) =>
        payload.Length >= size ? payload : throw new FormatException($"The server has sent a frame of {payload.Length} bytes where {size} are the least.");
}
