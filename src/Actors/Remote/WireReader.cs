using System.Text;

namespace MeshActors.Actors.Remote;

/// <summary>Reads what <see cref="Wire"/> writes.</summary>
public ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Reads a number.</summary>
    /// <exception cref="WireFormatException">It does not end, or is too long.</exception>
    public ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < 10 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7f) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw new WireFormatException("A number does not end.");
    }

    /// <summary>Reads bytes with their length before them.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (length > (ulong)_rest.Length)
        {
            throw new WireFormatException($"{length} bytes are announced and {_rest.Length} are there.");
        }

        var bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return bytes;
    }

    /// <summary>Reads a text.</summary>
    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>Reads one byte.</summary>
    public byte ReadByte()
    {
        if (_rest.IsEmpty)
        {
            throw new WireFormatException("A byte is missing.");
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }
}
