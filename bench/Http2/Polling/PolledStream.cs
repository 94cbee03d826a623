using System.Net.Sockets;

namespace MeshActors.Http2.Polling;

/// <summary>A connection that a <see cref="PollLoop"/> looks after. One reads and one writes at a time.</summary>
internal sealed class PolledStream : Stream
{
    private readonly Socket _socket;
    private readonly Action _closed;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly CancellationToken _cancelled;
    private readonly Readiness _readable = new();
    private readonly Readiness _writable = new();

    public PolledStream(Socket socket, Action closed, CancellationToken cancellationToken)
    {
        (_socket, _closed, _cancelled) = (socket, closed, cancellationToken);
        _socket.Blocking = false;
        _cancellation = cancellationToken.UnsafeRegister(static stream => ((PolledStream)stream!).Ready(Epoll.In | Epoll.Out), this);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            _cancelled.ThrowIfCancellationRequested();
            var count = _socket.Receive(buffer.Span, SocketFlags.None, out var error);
            if (Done(error))
            {
                return count;
            }

            await _readable;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            _cancelled.ThrowIfCancellationRequested();
            var count = _socket.Send(buffer.Span, SocketFlags.None, out var error);
            if (Done(error))
            {
                buffer = buffer[count..];
            }
            else
            {
                await _writable;
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>On the loop's thread: something has changed. Errors and the end make both ready, and are found by the next try.</summary>
    internal void Ready(uint events)
    {
        if ((events & ~Epoll.In) != 0)
        {
            _writable.Signal();
        }

        if ((events & ~Epoll.Out) != 0)
        {
            _readable.Signal();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closed();
            _cancellation.Dispose();
            _socket.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool Done(SocketError error) => error switch
    {
        SocketError.Success => true,
        SocketError.WouldBlock => false,
        _ => throw new IOException(new SocketException((int)error).Message, new SocketException((int)error)),
    };
}
