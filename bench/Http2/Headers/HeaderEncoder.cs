using System.Buffers;
using System.Text;

namespace MeshActors.Http2.Headers;

/// <summary>Writes header fields as plain literals (RFC 7541, section 6.2.2): one request a connection is not worth a table.</summary>
internal static class HeaderEncoder
{
    private const byte Literal = 0;

    public static void Write(IBufferWriter<byte> block, string name, string value)
    {
        block.Write([Literal]);
        WriteText(block, name);
        WriteText(block, value);
    }

    private static void WriteText(IBufferWriter<byte> block, string text)
    {
        const int most = 0x7f;
        var length = Encoding.Latin1.GetByteCount(text);
        if (length < most)
        {
            block.Write([(byte)length]);
        }
        else
        {
            block.Write([(byte)most]);
            var rest = length - most;
            for (; rest >= 0x80; rest >>= 7)
            {
                block.Write([(byte)(rest | 0x80)]);
            }

            block.Write([(byte)rest]);
        }

        Encoding.Latin1.GetBytes(text, block);
    }
}
