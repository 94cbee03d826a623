using System.Text;

namespace MeshActors.Kubernetes.Embedded.OpenApi;

/// <summary>A protobuf message under construction.</summary>
internal sealed class ProtoBuffer
{
    private readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    public ProtoBuffer Text(int field, string? value) => value is null ? this : Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoBuffer Flag(int field, bool value)
    {
        if (value)
        {
            Varint((ulong)field << 3);
            Varint(1);
        }

        return this;
    }

    public ProtoBuffer Message(int field, ProtoBuffer? message) => message is null ? this : Bytes(field, message._bytes.GetBuffer().AsSpan(0, (int)message._bytes.Length));

    private ProtoBuffer Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.WriteByte((byte)value);
    }
}
