using System.Buffers;

namespace MeshActors.Grpc;

/// <summary>
/// Composes an <see cref="EncodedMessage"/> of shared bytes and of small pieces written in between, and is reused
/// for the next message once the write of the last has completed. Not for use by two threads at once.
/// </summary>
/// <remarks>It is itself the buffer writer for the pieces in between, so that protobuf's writer can target it.</remarks>
public sealed class EncodedMessageBuilder : IBufferWriter<byte>
{
    private byte[] _scratch = new byte[256];
    private ReadOnlyMemory<byte>[] _segments = new ReadOnlyMemory<byte>[8];
    private int _count;
    private int _pieceStart;
    private int _written;
    private int _length;

    /// <summary>Bytes appended so far.</summary>
    public int Length => _length + (_written - _pieceStart);

    /// <summary>Appends bytes by reference.</summary>
    public EncodedMessageBuilder Append(ReadOnlyMemory<byte> shared)
    {
        if (shared.Length > 0)
        {
            EndPiece();
            Push(shared);
        }

        return this;
    }

    /// <summary>Appends a protobuf varint: a tag (<c>field &lt;&lt; 3 | wire type</c>) or a length.</summary>
    public EncodedMessageBuilder AppendVarint(uint value)
    {
        var span = GetSpan(5);
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[at++] = (byte)(value | 0x80);
        }

        span[at++] = (byte)value;
        Advance(at);
        return this;
    }

    /// <summary>The message so far. Its segments stay valid until <see cref="Clear"/>.</summary>
    /// <exception cref="OverflowException">It is longer than 2^31 - 1 bytes.</exception>
    public EncodedMessage Build()
    {
        EndPiece();
        return new EncodedMessage(_segments.AsMemory(0, _count), _length);
    }

    /// <summary>Forgets the message, so that its memory is reused and no shared bytes are kept alive.</summary>
    public void Clear()
    {
        Array.Clear(_segments, 0, _count);
        _count = _pieceStart = _written = _length = 0;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _scratch.Length - _written);
        _written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _scratch.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _scratch.AsSpan(_written);
    }

    private void Reserve(int size)
    {
        if (_scratch.Length - _written >= size)
        {
            return;
        }

        // Pieces already pushed go on referring to the old array; only the piece under way moves.
        var piece = _scratch.AsSpan(_pieceStart, _written - _pieceStart);
        var grown = new byte[Math.Max(_scratch.Length * 2, piece.Length + size)];
        piece.CopyTo(grown);
        _written = piece.Length;
        _pieceStart = 0;
        _scratch = grown;
    }

    private void EndPiece()
    {
        if (_written > _pieceStart)
        {
            Push(_scratch.AsMemory(_pieceStart, _written - _pieceStart));
            _pieceStart = _written;
        }
    }

    private void Push(ReadOnlyMemory<byte> segment)
    {
        _length = checked(_length + segment.Length);
        if (_count == _segments.Length)
        {
            Array.Resize(ref _segments, _count * 2);
        }

        _segments[_count++] = segment;
    }
}
