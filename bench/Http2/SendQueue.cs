using System.Buffers;
using System.Buffers.Binary;
using MeshActors.Http2.Frames;

namespace MeshActors.Http2;

/// <summary>Frames to be sent, and data that waits for the peer's windows. One thread at a time.</summary>
internal sealed class SendQueue
{
    private const int DefaultWindow = 65_535;
    private const int DefaultFrame = 16_384;

    private readonly ArrayBufferWriter<byte> _frames = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private int _dataSent;
    private long _connectionWindow = DefaultWindow;
    private long _streamWindow = DefaultWindow;
    private int _initialWindow = DefaultWindow;
    private int _largestFrame = DefaultFrame;

    /// <summary>What may be sent now, whole frames.</summary>
    public ReadOnlyMemory<byte> Ready => _frames.WrittenMemory;

    public void Sent() => _frames.ResetWrittenCount();

    /// <summary>Bytes that stand before the first frame of a connection.</summary>
    public void Preface(ReadOnlySpan<byte> bytes) => _frames.Write(bytes);

    public void Frame(FrameType type, FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        new FrameHeader(payload.Length, type, flags, streamId).Write(_frames.GetSpan(FrameHeader.Size));
        _frames.Advance(FrameHeader.Size);
        _frames.Write(payload);
    }

    public void WindowUpdate(int streamId, int increment)
    {
        Span<byte> payload = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(payload, increment);
        Frame(FrameType.WindowUpdate, FrameFlags.None, streamId, payload);
    }

    /// <summary>Data of the one stream, in two parts: sent as the windows allow, in order.</summary>
    public void Data(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        _data.Write(first);
        _data.Write(second);
        Move();
    }

    /// <summary>The peer takes more.</summary>
    public void Widen(int streamId, int increment)
    {
        if (streamId == 0)
        {
            _connectionWindow += increment;
        }
        else
        {
            _streamWindow += increment;
        }

        Move();
    }

    /// <summary>A peer's setting, which holds for the stream that is open as well.</summary>
    public void Apply(Setting setting, uint value)
    {
        if (setting == Setting.InitialWindowSize)
        {
            _streamWindow += value - _initialWindow;
            _initialWindow = (int)value;
            Move();
        }
        else if (setting == Setting.MaxFrameSize)
        {
            _largestFrame = (int)value;
        }
    }

    private void Move()
    {
        var waiting = _data.WrittenSpan[_dataSent..];
        while (!waiting.IsEmpty)
        {
            var length = (int)Math.Min(Math.Min(waiting.Length, _largestFrame), Math.Min(_connectionWindow, _streamWindow));
            if (length <= 0)
            {
                return;
            }

            Frame(FrameType.Data, FrameFlags.None, GrpcStream.StreamId, waiting[..length]);
            waiting = waiting[length..];
            (_dataSent, _connectionWindow, _streamWindow) = (_dataSent + length, _connectionWindow - length, _streamWindow - length);
        }

        _data.ResetWrittenCount();
        _dataSent = 0;
    }
}
