using System.Text;

namespace MeshActors.Grpc.Tests.RawHttp2;

/// <summary>As much of HPACK as needs no dynamic table: the client forbids one with its settings.</summary>
internal static class Hpack
{
    // RFC 7541, appendix A. Only responses are decoded, so only what responses use has a value.
    private static readonly string[] StaticNames =
    [
        "", ":authority", ":method", ":method", ":path", ":path", ":scheme", ":scheme", ":status", ":status", ":status", ":status",
        ":status", ":status", ":status", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "accept",
        "access-control-allow-origin", "age", "allow", "authorization", "cache-control", "content-disposition", "content-encoding",
        "content-language", "content-length", "content-location", "content-range", "content-type", "cookie", "date", "etag", "expect",
        "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified",
        "link", "location", "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh", "retry-after",
        "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
    ];

    private static readonly string[] Statuses = ["200", "204", "206", "304", "400", "404", "500"];

    public static byte[] Encode(params IEnumerable<(string Name, string Value)> headers)
    {
        List<byte> block = [];
        foreach (var (name, value) in headers)
        {
            block.Add(0);
            AddText(block, name);
            AddText(block, value);
        }

        return [.. block];
    }

    public static IReadOnlyDictionary<string, string> Decode(byte[] block)
    {
        var headers = new Dictionary<string, string>();
        for (var at = 0; at < block.Length;)
        {
            if ((block[at] & 0x80) != 0)
            {
                var index = ReadInteger(block, ref at, 7);
                headers[StaticNames[index]] = index is >= 8 and <= 14 ? Statuses[index - 8] : string.Empty;
            }
            else if ((block[at] & 0xE0) == 0x20)
            {
                ReadInteger(block, ref at, 5);
            }
            else
            {
                var index = ReadInteger(block, ref at, (block[at] & 0x40) != 0 ? 6 : 4);
                var name = index == 0 ? ReadText(block, ref at) : StaticNames[index];
                headers[name] = ReadText(block, ref at);
            }
        }

        return headers;
    }

    private static void AddText(List<byte> block, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        if (bytes.Length < 127)
        {
            block.Add((byte)bytes.Length);
        }
        else
        {
            block.Add(127);
            var rest = bytes.Length - 127;
            for (; rest >= 128; rest >>= 7)
            {
                block.Add((byte)(rest | 0x80));
            }

            block.Add((byte)rest);
        }

        block.AddRange(bytes);
    }

    private static string ReadText(byte[] block, ref int at)
    {
        if ((block[at] & 0x80) != 0)
        {
            throw new NotSupportedException("Huffman-coded header text; Kestrel does not write it.");
        }

        var length = ReadInteger(block, ref at, 7);
        at += length;
        return Encoding.ASCII.GetString(block, at - length, length);
    }

    private static int ReadInteger(byte[] block, ref int at, int prefixBits)
    {
        var mask = (1 << prefixBits) - 1;
        var value = block[at++] & mask;
        if (value < mask)
        {
            return value;
        }

        for (var shift = 0; ; shift += 7)
        {
            var b = block[at++];
            value += (b & 0x7F) << shift;
            if ((b & 0x80) == 0)
            {
                return value;
            }
        }
    }
}
