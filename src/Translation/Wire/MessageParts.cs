using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using MeshActors.EnvoyApi;

namespace MeshActors.Translation.Wire;

/// <summary>
/// How messages that may have a thousand large fields are divided: each of those fields is a part of its own, and so is what stands before,
/// between and behind them. The division follows from the bytes alone, so that the version of a message put together from
/// parts is the version of its bytes, whoever computes it.
/// </summary>
internal static class MessageParts
{
    private const int NoField = 0;
    private const int LengthDelimited = 2;

    public static ContentHash Version(string typeUrl, ReadOnlySpan<byte> message)
    {
        var field = FieldOf(typeUrl);
        if (field == NoField)
        {
            return new(XxHash.Of(message));
        }

        var parts = default(XxHash.Sequence);
        var rest = message;
        while (!rest.IsEmpty)
        {
            var length = FirstPart(rest, Tags.Message(field));
            parts = parts.With(XxHash.Of(rest[..length]));
            rest = rest[length..];
        }

        return new(parts.Value);
    }

    /// <summary>The parts of a message that has what stands around its large fields already encoded. Without any of these the rest is one part.</summary>
    /// <param name="head">What stands before them; not empty.</param>
    /// <param name="fields">One part for each.</param>
    /// <param name="tail">What stands behind them; null for nothing.</param>
    public static EncodedPart[] Around(byte[] head, ReadOnlySpan<EncodedPart> fields, EncodedPart? tail) =>
        fields.IsEmpty ? [new(tail is null ? head : [.. head, .. tail.Bytes.Span])]
        : tail is null ? [new(head), .. fields]
        : [new(head), .. fields, tail];

    private static int FieldOf(string typeUrl) => typeUrl switch
    {
        TypeUrls.Route => RouteConfiguration.VirtualHostsFieldNumber,
        TypeUrls.Listener => Listener.FilterChainsFieldNumber,
        _ => NoField,
    };

    /// <summary>One large field, or all other fields up to the next one. All that cannot be read is one part.</summary>
    private static int FirstPart(ReadOnlySpan<byte> message, uint largeField)
    {
        var at = 0;
        while (at < message.Length)
        {
            var start = at;
            if (!TryField(message[at..], out var field))
            {
                return message.Length;
            }

            at += field.End;
            if (field.Tag == largeField)
            {
                return start == 0 ? at : start;
            }
        }

        return at;
    }

    /// <summary>Reads the first field of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="field">Its tag, where its content starts (behind a length, where it has one), and where it ends.</param>
    /// <returns>false where there is no field, or one of no kind that messages have nowadays</returns>
    public static bool TryField(ReadOnlySpan<byte> message, out (uint Tag, int Start, int End) field)
    {
        var at = 0;
        field = default;
        if (!TryVarint(message, ref at, out var tag) || tag > uint.MaxValue || tag >> 3 == 0)
        {
            return false;
        }

        var start = at;
        if (!TrySkip(message, ref at, (int)tag & 7))
        {
            return false;
        }

        if (((int)tag & 7) == LengthDelimited)
        {
            _ = TryVarint(message, ref start, out _);
        }

        field = ((uint)tag, start, at);
        return true;
    }

    private static bool TrySkip(ReadOnlySpan<byte> message, ref int at, int wireType)
    {
        ulong length;
        switch (wireType)
        {
            case 0:
                return TryVarint(message, ref at, out _);
            case 1:
                length = sizeof(ulong);
                break;
            case LengthDelimited when TryVarint(message, ref at, out length):
                break;
            case 5:
                length = sizeof(uint);
                break;
            default:
                return false;
        }

        if (length > (ulong)(message.Length - at))
        {
            return false;
        }

        at += (int)length;
        return true;
    }

    private static bool TryVarint(ReadOnlySpan<byte> message, ref int at, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && at < message.Length; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
