using System.Globalization;

namespace MeshActors.Yaml.Reading;

/// <summary>
/// Numbers of YAML 1.1 as Kubernetes' YAML library reads them: <c>0x1F</c>, <c>017</c> and <c>0o17</c>, <c>0b101</c>,
/// <c>1_000</c>, decimals with exponent. No sexagesimals. What is too large for 64 bits becomes a double.
/// </summary>
internal static class NumberText
{
    public static bool TryParse(ReadOnlySpan<char> text, out object? number)
    {
        number = null;
        if (text[0] != '.' && text.Contains('_'))
        {
            text = text.ToString().Replace("_", "", StringComparison.Ordinal);
        }

        if (TryParseInteger(text, out number))
        {
            return true;
        }

        if (IsDecimal(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            number = value;
            return true;
        }

        return false;
    }

    private static bool TryParseInteger(ReadOnlySpan<char> text, out object? number)
    {
        number = null;
        var negative = text.StartsWith('-');
        var digits = text.TrimStart("+-") is var rest && text.Length - rest.Length <= 1 ? rest : default;
        var (radix, skip) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16u, 2),
            ['0', 'b' or 'B', ..] => (2u, 2),
            ['0', 'o' or 'O', ..] => (8u, 2),
            ['0', _, ..] => (8u, 1),
            _ => (10u, 0),
        };
        if (!TryParseDigits(digits[skip..], radix, out var magnitude))
        {
            return false;
        }

        if (negative)
        {
            if (magnitude > 1UL << 63)
            {
                return false;
            }

            number = unchecked(-(long)magnitude);
        }
        else
        {
            number = magnitude <= long.MaxValue ? (long)magnitude : magnitude;
        }

        return true;
    }

    private static bool TryParseDigits(ReadOnlySpan<char> digits, uint radix, out ulong value)
    {
        value = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? (uint)Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix || value > (ulong.MaxValue - digit) / radix)
            {
                return false;
            }

            value = (value * radix) + digit;
        }

        return digits.Length > 0;
    }

    // [-+]? ( .digits | digits [.digits?] ) ( [eE] [-+]? digits )?
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        var rest = text[0] is '-' or '+' ? text[1..] : text;
        var whole = CountDigits(rest);
        rest = rest[whole..];
        if (rest.StartsWith('.'))
        {
            var fraction = CountDigits(rest[1..]);
            if (whole + fraction == 0)
            {
                return false;
            }

            rest = rest[(1 + fraction)..];
        }
        else if (whole == 0)
        {
            return false;
        }

        if (rest.IsEmpty)
        {
            return true;
        }

        rest = rest[0] is 'e' or 'E' ? rest[1..] : default;
        rest = !rest.IsEmpty && rest[0] is '-' or '+' ? rest[1..] : rest;
        return !rest.IsEmpty && CountDigits(rest) == rest.Length;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }
}
