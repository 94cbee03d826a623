using MeshActors.Grpc;
using MeshActors.Http2.Frames;

namespace MeshActors.Http2;

/// <summary>Reads the server's frames until they make a message.</summary>
/// <param name="send">Where answers are queued.</param>
/// <param name="window">The bytes that the server may send on the stream before it must be told of more.</param>
internal sealed class FrameReader(SendQueue send, int window) : IDisposable
{
    private readonly MessageAssembly _assembly = new();
    private readonly ControlFrames _control = new(send);
    private int _dataLeft;
    private int _paddingLeft;
    private bool _endsStream;
    private int _unacknowledged;

    /// <summary>The message that was completed; until the next call.</summary>
    public ReadOnlyMemory<byte> Message => _assembly.Message;

    /// <inheritdoc cref="ControlFrames.Farewell"/>
    public string? Farewell => _control.Farewell;

    public void Release() => _assembly.Release();

    public void Dispose() => _assembly.Dispose();

    /// <summary>Reads until there is a message, the end, or nothing more to read.</summary>
    /// <exception cref="RpcException">The server has ended the stream with another status than OK, or does not keep to the protocol.</exception>
    public FrameOutcome Read(ReceiveBuffer received)
    {
        try
        {
            while (true)
            {
                if (_dataLeft > 0)
                {
                    var piece = received.Unread[..Math.Min(_dataLeft, received.Unread.Length)];
                    if (piece.IsEmpty)
                    {
                        return FrameOutcome.Nothing;
                    }

                    var isComplete = _assembly.Take(piece, out var taken);
                    received.Read(taken);
                    _dataLeft -= taken;
                    if (isComplete)
                    {
                        return FrameOutcome.Message;
                    }
                }
                else if (_paddingLeft > 0)
                {
                    var count = Math.Min(_paddingLeft, received.Unread.Length);
                    if (count == 0)
                    {
                        return FrameOutcome.Nothing;
                    }

                    received.Read(count);
                    _paddingLeft -= count;
                }
                else if (_endsStream || _control.EndsStream)
                {
                    _control.Response.End();
                    if (_assembly.IsPartial)
                    {
                        throw new FormatException("The server has ended the stream within a message.");
                    }

                    return FrameOutcome.End;
                }
                else if (!Frame(received))
                {
                    return FrameOutcome.Nothing;
                }
            }
        }
        catch (FormatException exception)
        {
            throw new RpcException(new Status(StatusCode.Internal, exception.Message, exception));
        }
    }

    private bool Frame(ReceiveBuffer received)
    {
        if (received.Unread.Length < FrameHeader.Size)
        {
            return false;
        }

        var header = FrameHeader.Read(received.Unread.Span);
        if (header.Type == FrameType.Data)
        {
            return Data(header, received);
        }

        if (header.Length > received.Size - FrameHeader.Size)
        {
            throw new FormatException($"The server has sent a frame of {header.Length} bytes.");
        }

        if (received.Unread.Length < FrameHeader.Size + header.Length)
        {
            return false;
        }

        var payload = received.Unread.Span.Slice(FrameHeader.Size, header.Length);
        received.Read(FrameHeader.Size + header.Length);
        _control.Take(header, payload);
        return true;
    }

    private bool Data(FrameHeader header, ReceiveBuffer received)
    {
        var isPadded = header.Flags.HasFlag(FrameFlags.Padded);
        var prefix = FrameHeader.Size + (isPadded ? 1 : 0);
        if (received.Unread.Length < prefix)
        {
            return false;
        }

        _paddingLeft = isPadded ? received.Unread.Span[FrameHeader.Size] : 0;
        _dataLeft = header.Length - (isPadded ? 1 : 0) - _paddingLeft;
        if (_dataLeft < 0)
        {
            throw new FormatException("The server has sent a frame with more padding than bytes.");
        }

        _endsStream = header.Flags.HasFlag(FrameFlags.EndStream);
        received.Read(prefix);
        Acknowledge(header.Length);
        return true;
    }

    private void Acknowledge(int bytes)
    {
        _unacknowledged += bytes;
        if (_unacknowledged >= window / 4)
        {
            send.WindowUpdate(0, _unacknowledged);
            send.WindowUpdate(GrpcStream.StreamId, _unacknowledged);
            _unacknowledged = 0;
        }
    }
}
