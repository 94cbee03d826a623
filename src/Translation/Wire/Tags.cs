using Google.Protobuf;

namespace MeshActors.Translation.Wire;

/// <summary>Tags of protobuf fields.</summary>
internal static class Tags
{
    /// <summary>Of a message, text or bytes.</summary>
    public static uint Message(int field) => ((uint)field << 3) | (uint)WireFormat.WireType.LengthDelimited;

    /// <summary>Of a number, an enum or a flag.</summary>
    public static uint Number(int field) => ((uint)field << 3) | (uint)WireFormat.WireType.Varint;
}
