using System.Buffers;
using System.Text;

namespace MeshActors.Actors.Remote;

/// <summary>The few encodings that link and simple messages are made of: base-128 numbers and length-prefixed UTF-8.</summary>
public static class Wire
{
    private const int MaxVarintLength = 10;

    /// <summary>Writes a number in groups of seven bits, lowest first.</summary>
    public static void WriteVarint(IBufferWriter<byte> output, ulong value)
    {
        var span = output.GetSpan(MaxVarintLength);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>Writes a text with its length in bytes before it.</summary>
    public static void WriteString(IBufferWriter<byte> output, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteVarint(output, (ulong)length);
        Encoding.UTF8.GetBytes(text, output.GetSpan(length));
        output.Advance(length);
    }

    /// <summary>Writes bytes with their length before them.</summary>
    public static void WriteBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        WriteVarint(output, (ulong)bytes.Length);
        output.Write(bytes);
    }
}
