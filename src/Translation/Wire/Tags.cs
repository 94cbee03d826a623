using Google.Protobuf;

namespace MeshActors.Translation.Wire;

/// <summary>Tags of protobuf fields.</summary>
internal static class Tags
{
    /// <summary>Of a message, text or bytes.</summary>
    public static uint Message(int field) => ((uint)field << 3) | (uint)WireFormat.WireType.LengthDelimited;

    /// <summary>Of a number, an enum or a flag.</summary>
    public static uint Number(int field) => ((uint)field << 3) | (uint)WireFormat.WireType.Varint;

    /// <summary>A whole field of text that is always the same.</summary>
    public static byte[] Field(uint tag, string text)
    {
        var output = new ReverseWriter();
        try
        {
            output.Text(tag, text);
            return output.ToArray();
        }
        finally
        {
            output.Dispose();
        }
    }
}
