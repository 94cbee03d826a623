using System.Buffers;
using System.Buffers.Binary;
using MeshActors.Grpc;

namespace MeshActors.Http2;

/// <summary>Puts gRPC messages together from pieces of data. A message that comes in one piece is not copied.</summary>
internal sealed class MessageAssembly : IDisposable
{
    private const int PrefixSize = 5;

    private readonly byte[] _prefix = new byte[PrefixSize];
    private int _prefixed;
    private byte[] _body = [];
    private int _filled;
    private int _length;

    /// <summary>The message that <see cref="Take"/> has completed; until the next call.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Whether a message has begun and is not complete.</summary>
    public bool IsPartial => _prefixed > 0;

    /// <summary>Takes as much as belongs to the message under way.</summary>
    /// <param name="piece">The next bytes of the stream.</param>
    /// <param name="taken">How many of them were taken.</param>
    /// <returns>Whether the message is complete.</returns>
    /// <exception cref="RpcException">It is compressed, which nobody asked for, or larger than memory can hold.</exception>
    public bool Take(ReadOnlyMemory<byte> piece, out int taken)
    {
        taken = 0;
        if (_prefixed < PrefixSize)
        {
            taken = Math.Min(PrefixSize - _prefixed, piece.Length);
            piece.Span[..taken].CopyTo(_prefix.AsSpan(_prefixed));
            _prefixed += taken;
            if (_prefixed < PrefixSize)
            {
                return false;
            }

            _length = Length();
            piece = piece[taken..];
            if (piece.Length >= _length)
            {
                Message = piece[.._length];
                taken += _length;
                _prefixed = 0;
                return true;
            }

            Rent(_length);
        }

        var part = Math.Min(_length - _filled, piece.Length);
        piece.Span[..part].CopyTo(_body.AsSpan(_filled));
        _filled += part;
        taken += part;
        if (_filled < _length)
        {
            return false;
        }

        Message = _body.AsMemory(0, _length);
        (_prefixed, _filled) = (0, 0);
        return true;
    }

    /// <summary>The last message was read, and its memory is free.</summary>
    public void Release()
    {
        Message = default;
        if (_prefixed == 0)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        if (_body.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_body);
            _body = [];
        }
    }

    private void Rent(int length)
    {
        Dispose();
        _body = ArrayPool<byte>.Shared.Rent(length);
    }

    private int Length()
    {
        if (_prefix[0] != 0)
        {
            throw new RpcException(new Status(StatusCode.Internal, "the server has sent a compressed message, and no compression was offered"));
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(_prefix.AsSpan(1));
        return length <= Array.MaxLength ? (int)length
            : throw new RpcException(new Status(StatusCode.ResourceExhausted, $"the server has announced a message of {length} bytes"));
    }
}
