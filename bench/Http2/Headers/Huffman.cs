namespace MeshActors.Http2.Headers;

/// <summary>
/// The code of RFC 7541, appendix B. It is a canonical one: the lengths of all codes say which they are.
/// </summary>
internal static class Huffman
{
    private const int Longest = 30;
    private const int EndOfString = 256;

    // Bits of the code of each byte, and of the end of the string.
    private static readonly byte[] Lengths =
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    // By length: the first code of that length, and where its symbol stands among all.
    private static readonly int[] FirstCodes = new int[Longest + 1];
    private static readonly int[] FirstSymbols = new int[Longest + 2];
    private static readonly int[] Symbols = [.. Enumerable.Range(0, Lengths.Length).OrderBy(symbol => Lengths[symbol]).ThenBy(symbol => symbol)];

    static Huffman()
    {
        var code = 0;
        for (var length = 1; length <= Longest; length++)
        {
            var count = Lengths.Count(bits => bits == length);
            code <<= 1;
            FirstCodes[length] = code;
            FirstSymbols[length + 1] = FirstSymbols[length] + count;
            code += count;
        }
    }

    /// <exception cref="FormatException">The bytes hold the end of the string, or are padded with other bits than ones.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> encoded)
    {
        var decoded = new List<byte>(encoded.Length * 2);
        var (code, length) = (0, 0);
        for (var bit = 0; bit < encoded.Length * 8; bit++)
        {
            code = (code << 1) | ((encoded[bit / 8] >> (7 - (bit % 8))) & 1);
            length++;
            if (length > Longest)
            {
                throw new FormatException("A header holds bits that are no code.");
            }

            var place = code - FirstCodes[length] + FirstSymbols[length];
            if (place < FirstSymbols[length + 1])
            {
                decoded.Add(Symbols[place] != EndOfString ? (byte)Symbols[place] : throw new FormatException("A header's text ends within itself."));
                (code, length) = (0, 0);
            }
        }

        return length < 8 && code == (1 << length) - 1 ? [.. decoded] : throw new FormatException("A header's text is not padded with ones.");
    }
}
