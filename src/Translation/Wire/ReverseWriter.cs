using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace MeshActors.Translation.Wire;

/// <summary>
/// Writes protobuf messages from their last field to their first: what is inside a message is written before its length, so that
/// nothing has to be measured beforehand and no message objects are needed. Fields are written in the reverse order of their
/// numbers, for the bytes to be those that the library writes.
/// </summary>
internal ref struct ReverseWriter
{
    private const int SizeAtFirst = 4096;
    private const int MostVarintBytes = 5;
    private const uint OneByte = 0x80;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(SizeAtFirst);
    private int _start;

    public ReverseWriter() => _start = _buffer.Length;

    /// <summary>How much is written: taken before a message is written, it tells where the message ends.</summary>
    public readonly int Written => _buffer.Length - _start;

    /// <summary>What is written, in the right order.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start);

    public void Raw(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Varint(uint value)
    {
        if (value < OneByte && _start > 0)
        {
            _buffer[--_start] = (byte)value;
            return;
        }

        Span<byte> bytes = stackalloc byte[MostVarintBytes];
        var length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
        Raw(bytes[..length]);
    }

    /// <summary>Text without tag or length: part of a field that is closed later.</summary>
    public void Text(scoped ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        // Names are ASCII, with very few exceptions, and mostly short.
        if (text.Length <= Vector128<ushort>.Count * 2 && text.Length >= Vector128<ushort>.Count && TryShort(text))
        {
            return;
        }

        if (Ascii.FromUtf16(text, Take(text.Length), out _) != OperationStatus.Done)
        {
            _start += text.Length;
            Encoding.UTF8.GetBytes(text, Take(Encoding.UTF8.GetByteCount(text)));
        }
    }

    /// <summary>One letter of ASCII.</summary>
    public void Letter(char letter)
    {
        if (_start == 0)
        {
            Grow(1);
        }

        _buffer[--_start] = (byte)letter;
    }

    /// <summary>Writes once more what was written between two values of <see cref="Written"/>.</summary>
    public void Again(int end, int start)
    {
        var copy = Take(start - end);
        _buffer.AsSpan(_buffer.Length - start, start - end).CopyTo(copy);
    }

    /// <summary>A field of text, also where it is empty.</summary>
    public void Text(uint tag, scoped ReadOnlySpan<char> text)
    {
        var end = Written;
        Text(text);
        Close(tag, end);
    }

    /// <summary>A field of text, left out where it is empty as the library does.</summary>
    public void TextUnlessEmpty(uint tag, scoped ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            Text(tag, text);
        }
    }

    /// <summary>A number, also where it is 0.</summary>
    public void Number(uint tag, uint value)
    {
        if ((tag | value) < OneByte && _start > 1)
        {
            // Most tags and many numbers are one byte each.
            _buffer[--_start] = (byte)value;
            _buffer[--_start] = (byte)tag;
            return;
        }

        Varint(value);
        Varint(tag);
    }

    /// <summary>A <c>UInt32Value</c>.</summary>
    public void Wrapped(uint tag, uint value)
    {
        var end = Written;
        if (value != 0)
        {
            Number(Tags.Number(1), value);
        }

        Close(tag, end);
    }

    /// <summary>Completes a message (or text) that ends where <see cref="Written"/> was <paramref name="end"/>.</summary>
    public void Close(uint tag, int end) => Number(tag, (uint)(Written - end));

    public readonly byte[] ToArray() => Bytes.ToArray();

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = 0;
    }

    /// <summary>Text of one to two vectors, which overlap.</summary>
    private bool TryShort(scoped ReadOnlySpan<char> text)
    {
        var letters = MemoryMarshal.Cast<char, ushort>(text);
        var (first, last) = (Vector128.Create(letters), Vector128.Create(letters[^Vector128<ushort>.Count..]));
        if (Vector128.GreaterThanAny(first | last, Vector128.Create((ushort)0x7f)))
        {
            return false;
        }

        var bytes = Take(text.Length);
        Vector128.Narrow(first, first).GetLower().CopyTo(bytes);
        Vector128.Narrow(last, last).GetLower().CopyTo(bytes[^Vector128<ushort>.Count..]);
        return true;
    }

    private Span<byte> Take(int length)
    {
        if (_start < length)
        {
            Grow(length);
        }

        _start -= length;
        return _buffer.AsSpan(_start, length);
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Written + length));
        Bytes.CopyTo(larger.AsSpan(larger.Length - Written));
        _start = larger.Length - Written;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
