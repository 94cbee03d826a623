using System.Globalization;
using System.Text;

namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>Cuts an expression into words.</summary>
internal static class CelLexer
{
    private static readonly string[] Signs = ["<=", ">=", "==", "!=", "&&", "||", "<", ">", "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "+", "-", "*", "/", "%", "!"];

    /// <exception cref="CelException">A character or literal makes no sense.</exception>
    public static List<CelToken> Read(string text)
    {
        var tokens = new List<CelToken>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] is '"' or '\'')
            {
                tokens.Add(new CelToken(CelTokenKind.Literal, "", ReadText(text, ref at, raw: false)));
            }
            else if (text[at] is 'r' or 'R' && at + 1 < text.Length && text[at + 1] is '"' or '\'')
            {
                at++;
                tokens.Add(new CelToken(CelTokenKind.Literal, "", ReadText(text, ref at, raw: true)));
            }
            else if (char.IsAsciiDigit(text[at]))
            {
                tokens.Add(new CelToken(CelTokenKind.Literal, "", ReadNumber(text, ref at)));
            }
            else if (char.IsAsciiLetter(text[at]) || text[at] == '_')
            {
                var start = at;
                while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
                {
                    at++;
                }

                tokens.Add(Word(text[start..at]));
            }
            else
            {
                var sign = Array.Find(Signs, s => text.AsSpan(at).StartsWith(s)) ?? throw new CelException($"unexpected '{text[at]}' at {at}");
                tokens.Add(new CelToken(CelTokenKind.Sign, sign));
                at += sign.Length;
            }
        }

        tokens.Add(new CelToken(CelTokenKind.End, "the end"));
        return tokens;
    }

    private static CelToken Word(string word) => word switch
    {
        "true" => new CelToken(CelTokenKind.Literal, word, true),
        "false" => new CelToken(CelTokenKind.Literal, word, false),
        "null" => new CelToken(CelTokenKind.Literal, word, null),
        "in" => new CelToken(CelTokenKind.Sign, word),
        _ => new CelToken(CelTokenKind.Name, word),
    };

    private static object ReadNumber(string text, ref int at)
    {
        var start = at;
        if (text.AsSpan(at).StartsWith("0x"))
        {
            at += 2;
            while (at < text.Length && char.IsAsciiHexDigit(text[at]))
            {
                at++;
            }

            return long.Parse(text.AsSpan(start + 2, at - start - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        var real = false;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) || text[at] is 'e' or 'E'))
        {
            real |= !char.IsAsciiDigit(text[at]);
            at++;
        }

        var digits = text.AsSpan(start, at - start);
        if (at < text.Length && text[at] is 'u' or 'U')
        {
            at++;
        }

        if (real)
        {
            return double.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : throw new CelException($"'{digits}' is no number");
        }

        return long.TryParse(digits, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : throw new CelException($"the number {digits} is too large");
    }

    private static string ReadText(string text, ref int at, bool raw)
    {
        var quote = text[at++];
        var result = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && !raw && at + 1 < text.Length)
            {
                result.Append(Escaped(text, ref at));
            }
            else
            {
                result.Append(text[at++]);
            }
        }

        if (at++ >= text.Length)
        {
            throw new CelException("a string has no end");
        }

        return result.ToString();
    }

    private static string Escaped(string text, ref int at)
    {
        var sign = text[at + 1];
        at += 2;
        switch (sign)
        {
            case 'n':
                return "\n";
            case 't':
                return "\t";
            case 'r':
                return "\r";
            case 'u' or 'x':
                var length = sign == 'u' ? 4 : 2;
                if (at + length > text.Length || !int.TryParse(text.AsSpan(at, length), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
                {
                    throw new CelException($"a broken escape \\{sign}");
                }

                at += length;
                return ((char)code).ToString();
            default:
                return sign.ToString();
        }
    }
}
