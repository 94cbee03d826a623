using System.Buffers;
using System.Globalization;
using System.Text;
using MeshActors.Yaml.Reading;

namespace MeshActors.Yaml.Writing;

/// <summary>How a string is written so that it is read as the same string: plain, quoted, or as a literal block.</summary>
internal static class ScalarText
{
    private static readonly SearchValues<char> NeverFirst = SearchValues.Create(",[]{}#&*!|>'\"%@`");

    public static string Key(string value) => Inline(value);

    public static string Inline(string value)
    {
        if (value.Any(NeedsEscape))
        {
            return DoubleQuoted(value);
        }

        // A word or number in quotes is written the way kubectl does, so that files compare equal as text.
        if (value.Length == 0 || ScalarResolver.ResolvePlain(value) is not string || LooksLikeTime(value))
        {
            return DoubleQuoted(value);
        }

        return IsPlain(value) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    public static bool FitsLiteralBlock(string value) =>
        value.Contains('\n')
        && value.AsSpan().TrimEnd('\n').Length > 0
        && !value.Any(c => c != '\n' && c != '\t' && NeedsEscape(c));

    private static bool NeedsEscape(char c) => c is < ' ' or '\x7f' or (>= '\x80' and < '\xa0') or '\u2028' or '\u2029' or '\ufeff' || char.IsSurrogate(c);

    private static bool LooksLikeTime(string value) =>
        char.IsAsciiDigit(value[0]) && value.AsSpan().IndexOfAnyExcept("0123456789:-.TtZz +") < 0 && value.AsSpan().IndexOfAny(":-") > 0;

    private static bool IsPlain(string value) =>
        !NeverFirst.Contains(value[0])
        && value[0] != ' '
        && value[^1] is not (' ' or ':')
        && !(value[0] is '-' or '?' or ':' && (value.Length == 1 || value[1] == ' '))
        && !value.StartsWith("---", StringComparison.Ordinal)
        && !value.StartsWith("...", StringComparison.Ordinal)
        && value != "<<"
        && !value.Contains(": ", StringComparison.Ordinal)
        && !value.Contains(" #", StringComparison.Ordinal);

    private static string DoubleQuoted(string value)
    {
        var text = new StringBuilder(value.Length + 8).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                '\r' => text.Append("\\r"),
                _ when char.IsSurrogate(c) => text.Append(c),
                _ when NeedsEscape(c) => text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
