using System.Text;

namespace MeshActors.Http2.Headers;

/// <summary>Reads a block of header fields (RFC 7541) of a peer that was told to keep no dynamic table.</summary>
internal ref struct HeaderDecoder(ReadOnlySpan<byte> block)
{
    private const int Indexed = 0x80;
    private const int WithIndexing = 0x40;
    private const int TableSize = 0x20;
    private const int IsHuffman = 0x80;

    private ReadOnlySpan<byte> _rest = block;

    /// <exception cref="FormatException">The bytes are no such block.</exception>
    public static List<HeaderField> Decode(ReadOnlySpan<byte> block)
    {
        var fields = new List<HeaderField>();
        var decoder = new HeaderDecoder(block);
        while (!decoder._rest.IsEmpty)
        {
            decoder.Next(fields);
        }

        return fields;
    }

    private void Next(List<HeaderField> fields)
    {
        var first = _rest[0];
        if ((first & Indexed) != 0)
        {
            fields.Add(StaticTable.At(Number(prefix: 7)));
        }
        else if ((first & WithIndexing) != 0)
        {
            // Added to a table of size zero, which leaves it empty.
            fields.Add(Literal(prefix: 6));
        }
        else if ((first & TableSize) != 0)
        {
            Number(prefix: 5);
        }
        else
        {
            fields.Add(Literal(prefix: 4));
        }
    }

    private HeaderField Literal(int prefix)
    {
        var index = Number(prefix);
        var name = index == 0 ? Text() : StaticTable.At(index).Name;
        return new(name, Text());
    }

    private string Text()
    {
        var isHuffman = (Peek() & IsHuffman) != 0;
        var length = Number(prefix: 7);
        if (length > _rest.Length)
        {
            throw new FormatException($"A header's text of {length} bytes goes past its block.");
        }

        var bytes = _rest[..length];
        _rest = _rest[length..];
        return Encoding.Latin1.GetString(isHuffman ? Huffman.Decode(bytes) : bytes);
    }

    private int Number(int prefix)
    {
        const int longest = 28;
        var most = (1 << prefix) - 1;
        var value = Take() & most;
        if (value < most)
        {
            return value;
        }

        for (var shift = 0; shift < longest; shift += 7)
        {
            var next = Take();
            value += (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("A header holds a number that is too long.");
    }

    private byte Take()
    {
        var first = Peek();
        _rest = _rest[1..];
        return first;
    }

    private readonly byte Peek() => !_rest.IsEmpty ? _rest[0] : throw new FormatException("A block of headers ends within a field.");
}
