using System.Buffers;
using System.Numerics;
using System.Text;

namespace MeshActors.Actors.Remote;

/// <summary>
/// Writes protobuf messages field by field, straight into a buffer. As in proto3, numbers, flags, texts and bytes that are their
/// type's default are left out.
/// </summary>
public static class Wire
{
    internal const int VarintType = 0;
    internal const int Fixed64Type = 1;
    internal const int LengthType = 2;
    internal const int Fixed32Type = 5;
    internal const int TypeBits = 3;

    private const int MaxVarintLength = 10;

    /// <summary>Writes a field of type <c>int32</c>, <c>uint32</c>, <c>int64</c> or of an enum.</summary>
    public static void WriteNumber(IBufferWriter<byte> output, int field, long value)
    {
        if (value != 0)
        {
            WriteVarint(output, Tag(field, VarintType));
            WriteVarint(output, (ulong)value);
        }
    }

    /// <summary>Writes a field of type <c>sint32</c> or <c>sint64</c>, in which small negative numbers are short.</summary>
    public static void WriteSigned(IBufferWriter<byte> output, int field, long value) => WriteNumber(output, field, (value << 1) ^ (value >> 63));

    /// <summary>Writes a field of type <c>bool</c>.</summary>
    public static void WriteFlag(IBufferWriter<byte> output, int field, bool value) => WriteNumber(output, field, value ? 1 : 0);

    /// <summary>Writes a field of type <c>string</c>.</summary>
    public static void WriteString(IBufferWriter<byte> output, int field, string text)
    {
        if (text.Length > 0)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            WriteLength(output, field, length);
            Encoding.UTF8.GetBytes(text, output.GetSpan(length));
            output.Advance(length);
        }
    }

    /// <summary>Writes a field of type <c>bytes</c>.</summary>
    public static void WriteBytes(IBufferWriter<byte> output, int field, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            WriteMessage(output, field, bytes);
        }
    }

    /// <summary>Writes a message within the message, or an item of a repeated field: these are written where they are empty, too.</summary>
    public static void WriteMessage(IBufferWriter<byte> output, int field, ReadOnlySpan<byte> bytes)
    {
        WriteLength(output, field, bytes.Length);
        output.Write(bytes);
    }

    /// <summary>Begins a field of which that many bytes follow.</summary>
    public static void WriteLength(IBufferWriter<byte> output, int field, int length)
    {
        WriteVarint(output, Tag(field, LengthType));
        WriteVarint(output, (ulong)length);
    }

    /// <summary>What <see cref="WriteNumber"/> writes, in bytes.</summary>
    public static int SizeOfNumber(int field, long value) => value == 0 ? 0 : SizeOf(Tag(field, VarintType)) + SizeOf((ulong)value);

    /// <summary>What <see cref="WriteBytes"/> and <see cref="WriteString"/> write of that many bytes, in bytes.</summary>
    public static int SizeOfBytes(int field, int length) => length == 0 ? 0 : SizeOf(Tag(field, LengthType)) + SizeOf((ulong)length) + length;

    private static ulong Tag(int field, int type) => (ulong)((field << TypeBits) | type);

    private static int SizeOf(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    // Groups of seven bits, lowest first.
    private static void WriteVarint(IBufferWriter<byte> output, ulong value)
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
}
