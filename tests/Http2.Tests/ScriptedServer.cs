using MeshActors.Http2.Frames;

namespace MeshActors.Http2.Tests;

/// <summary>A transport whose other side says what the test has written down, in pieces of a chosen size, and keeps what it is told.</summary>
internal sealed class ScriptedServer(int pieces = int.MaxValue) : Stream
{
    private const int PrefaceSize = 24;

    private readonly Queue<byte> _script = new();
    private readonly MemoryStream _told = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The client's frames so far.</summary>
    public IReadOnlyList<(FrameHeader Header, byte[] Payload)> Told
    {
        get
        {
            var frames = new List<(FrameHeader, byte[])>();
            for (var rest = _told.ToArray().AsSpan(PrefaceSize); !rest.IsEmpty;)
            {
                var header = FrameHeader.Read(rest);
                frames.Add((header, rest.Slice(FrameHeader.Size, header.Length).ToArray()));
                rest = rest[(FrameHeader.Size + header.Length)..];
            }

            return frames;
        }
    }

    public ScriptedServer Says(FrameType type, FrameFlags flags, int streamId, params byte[] payload)
    {
        var header = new byte[FrameHeader.Size];
        new FrameHeader(payload.Length, type, flags, streamId).Write(header);
        foreach (var b in header.Concat(payload))
        {
            _script.Enqueue(b);
        }

        return this;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = 0;
        for (; read < Math.Min(count, pieces) && _script.TryDequeue(out var b); read++)
        {
            buffer[offset + read] = b;
        }

        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => _told.Write(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
