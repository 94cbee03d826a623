using System.Text;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Reads the fields of one protobuf message in order.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <exception cref="InvalidDataException">The message is cut off or holds an unknown wire type.</exception>
    public bool Next(out int field, out ProtoValue value)
    {
        value = default;
        field = 0;
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                value = new ProtoValue(Varint(), default);
                return true;
            case 1:
                value = new ProtoValue(BitConverter.ToUInt64(Take(8)), default);
                return true;
            case 2:
                var length = Varint();
                value = new ProtoValue(0, Take(length > int.MaxValue ? int.MaxValue : (int)length));
                return true;
            case 5:
                value = new ProtoValue(BitConverter.ToUInt32(Take(4)), default);
                return true;
            default:
                throw new InvalidDataException($"wire type {tag & 7} of field {field}");
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new InvalidDataException("the message is cut off");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong result = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            result |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return result;
            }
        }

        throw new InvalidDataException("a number has no end");
    }
}

/// <summary>The value of one field: a number or bytes, by its wire type.</summary>
internal readonly ref struct ProtoValue(ulong number, ReadOnlySpan<byte> bytes)
{
    public ulong Number { get; } = number;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public string Text => Encoding.UTF8.GetString(Bytes);
}
