using System.Buffers.Binary;
using System.Text;

namespace MeshActors.Actors.Remote;

/// <summary>
/// Reads a protobuf message field by field, in place: what <see cref="Wire"/> or any other writer of protobuf wrote. A field that
/// nobody asks for is passed over, so that a newer writer's fields do no harm.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const ulong MaxField = (1 << 29) - 1;

    // Other than Encoding.UTF8 it does not take what is no text for one.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;
    private ReadOnlySpan<byte> _bytes;
    private ulong _number;
    private int _type;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>The field's value, of type <c>int32</c>, <c>uint32</c>, <c>int64</c> or of an enum.</summary>
    /// <exception cref="WireFormatException">It came as something else.</exception>
    public readonly long Number => _type == Wire.VarintType ? (long)_number : throw Mistyped("a number");

    /// <summary>The field's value, of type <c>sint32</c> or <c>sint64</c>.</summary>
    /// <exception cref="WireFormatException">It came as something else.</exception>
    public readonly long Signed => (long)((ulong)Number >> 1) ^ -(Number & 1);

    /// <summary>The field's value, a number that is neither negative nor more than an <see cref="int"/> holds.</summary>
    /// <exception cref="WireFormatException">It is not, or came as something else.</exception>
    public readonly int Count => Number is >= 0 and <= int.MaxValue and var count
        ? (int)count
        : throw new WireFormatException($"Field {Field}: {Number} is out of range.");

    /// <summary>The field's value, of type <c>bool</c>.</summary>
    /// <exception cref="WireFormatException">It came as something else.</exception>
    public readonly bool Flag => Number != 0;

    /// <summary>The field's value, of type <c>bytes</c> or a message.</summary>
    /// <exception cref="WireFormatException">It came as something else.</exception>
    public readonly ReadOnlySpan<byte> Bytes => _type == Wire.LengthType ? _bytes : throw Mistyped("bytes");

    /// <summary>The field's value, of type <c>string</c>.</summary>
    /// <exception cref="WireFormatException">It is no UTF-8, or came as something else.</exception>
    public readonly string Text
    {
        get
        {
            try
            {
                return Utf8.GetString(Bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new WireFormatException($"Field {Field} is a text, and its bytes are no UTF-8.");
            }
        }
    }

    /// <summary>The text in one field of a message; empty where it has none.</summary>
    /// <exception cref="WireFormatException">The bytes are no message, or the field is no text.</exception>
    public static string TextOf(ReadOnlySpan<byte> bytes, int field)
    {
        var text = "";
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            text = reader.Field == field ? reader.Text : text;
        }

        return text;
    }

    /// <summary>Reads the next field.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="WireFormatException">The bytes are no message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint();
        if (tag >> Wire.TypeBits is 0 or > MaxField)
        {
            throw new WireFormatException($"{tag >> Wire.TypeBits} is no number of a field.");
        }

        Field = (int)(tag >> Wire.TypeBits);
        _type = (int)(tag & ((1 << Wire.TypeBits) - 1));
        switch (_type)
        {
            case Wire.VarintType:
                _number = ReadVarint();
                break;
            case Wire.LengthType:
                _bytes = Take(ReadVarint());
                break;
            case Wire.Fixed32Type:
                _number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            case Wire.Fixed64Type:
                _number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            default:
                throw new WireFormatException($"Field {Field} is of the wire type {_type}, which proto3 does not have.");
        }

        return true;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < 10 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7f) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw new WireFormatException("A number does not end.");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw new WireFormatException($"Field {Field}: {length} bytes are announced and {_rest.Length} are there.");
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private readonly WireFormatException Mistyped(string wanted) => new($"Field {Field} is {wanted}, and came as wire type {_type}.");
}
