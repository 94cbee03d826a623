namespace MeshActors.XdsLoad.Wire;

/// <summary>
/// Walks the fields of an encoded protobuf message without decoding what is in them. A load client that decoded a thousand
/// clusters for each of its proxies would measure itself.
/// </summary>
internal ref struct FieldScanner(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;
    private const int LongestVarint = 10;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>Its content, where it is text, bytes or a message; empty for numbers.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <exception cref="FormatException">The bytes are no protobuf.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        Value = default;
        switch ((int)(tag & 7))
        {
            case Varint:
                ReadVarint();
                break;
            case Fixed64:
                _rest = _rest[sizeof(ulong)..];
                break;
            case LengthDelimited:
                var length = checked((int)ReadVarint());
                Value = _rest[..length];
                _rest = _rest[length..];
                break;
            case Fixed32:
                _rest = _rest[sizeof(uint)..];
                break;
            default:
                throw new FormatException($"Field {Field} has a wire type that protobuf does not know.");
        }

        return true;
    }

    /// <summary>The first field of that number, or nothing.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int field)
    {
        var scanner = new FieldScanner(message);
        while (scanner.Next())
        {
            if (scanner.Field == field)
            {
                return scanner.Value;
            }
        }

        return default;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var i = 0; i < LongestVarint; i++)
        {
            var b = _rest[i];
            value |= (ulong)(b & 0x7f) << (7 * i);
            if (b < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw new FormatException("A number is longer than ten bytes.");
    }
}
