using System.Text;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Writes protobuf fields into an array of the right size. Unlike the library's stream it takes bytes that are encoded already
/// without wrapping them first.
/// </summary>
internal ref struct FieldWriter(Span<byte> target)
{
    private Span<byte> _rest = target;

    public void WriteVarint(uint value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            _rest[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _rest[length++] = (byte)value;
        _rest = _rest[length..];
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_rest);
        _rest = _rest[bytes.Length..];
    }

    /// <summary>Text with its length before it.</summary>
    public void WriteText(string text)
    {
        WriteVarint((uint)Encoding.UTF8.GetByteCount(text));
        _rest = _rest[Encoding.UTF8.GetBytes(text, _rest)..];
    }
}
