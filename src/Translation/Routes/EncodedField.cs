using Google.Protobuf;

namespace MeshActors.Translation.Routes;

/// <summary>Writes encoded messages as fields of others without decoding them.</summary>
internal static class EncodedField
{
    /// <summary>Tag, length and bytes of a message field.</summary>
    public static byte[] Of(uint tag, ReadOnlySpan<byte> message)
    {
        var head = CodedOutputStream.ComputeRawVarint32Size(tag) + CodedOutputStream.ComputeRawVarint32Size((uint)message.Length);
        var field = new byte[head + message.Length];
        message.CopyTo(field.AsSpan(head));
        using var output = new CodedOutputStream(field);
        output.WriteUInt32(tag);
        output.WriteLength(message.Length);
        return field;
    }
}
