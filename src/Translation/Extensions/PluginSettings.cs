using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MeshActors.Translation.Extensions;

/// <summary>
/// A module's settings as the text that it is given: the JSON of a protobuf struct, members in order of their names, written
/// to the letter as Istio writes it, since modules may compare or hash it.
/// </summary>
internal static class PluginSettings
{
    private const double LeastPlain = 1e-6;
    private const double LeastExponential = 1e21;

    /// <summary>Null where there are no settings.</summary>
    public static string? Text(JsonElement? settings)
    {
        if (settings is not { ValueKind: JsonValueKind.Object } json || !json.EnumerateObject().Any())
        {
            return null;
        }

        var text = new StringBuilder();
        Write(text, json);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var members = json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
                for (var i = 0; i < members.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(text, members[i].Name);
                    text.Append(':');
                    Write(text, members[i].Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                for (var i = 0; i < json.GetArrayLength(); i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(text, json[i]);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                Write(text, json.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(json.GetDouble()));
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }

    // What could end a script in HTML, or a line in JavaScript, is escaped as well.
    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    // All numbers of a struct are floating-point: plain digits in the middle of the range, the shortest that give the number.
    private static string Number(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
        {
            return shortest;
        }

        var power = int.Parse(shortest.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Math.Abs(value) is >= LeastPlain and < LeastExponential
            ? Plain(shortest[..exponent], power)
            : string.Create(CultureInfo.InvariantCulture, $"{shortest.AsSpan(0, exponent)}e{(power < 0 ? '-' : '+')}{Math.Abs(power)}");
    }

    private static string Plain(string mantissa, int power)
    {
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal)[sign.Length..];
        var point = power + 1;
        return point <= 0 ? $"{sign}0.{new string('0', -point)}{digits}"
            : point >= digits.Length ? sign + digits.PadRight(point, '0')
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }
}
