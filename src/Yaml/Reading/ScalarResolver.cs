using System.Collections.Frozen;
using System.Text;

namespace MeshActors.Yaml.Reading;

/// <summary>Decides what a scalar's text means: null, bool, long, ulong, double or string.</summary>
internal static class ScalarResolver
{
    private const string Prefix = "tag:yaml.org,2002:";

    private static readonly FrozenDictionary<string, object?> Words = BuildWords();

    private static readonly FrozenDictionary<string, object?>.AlternateLookup<ReadOnlySpan<char>> WordsBySpan =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static object? Resolve(ScalarNode scalar)
    {
        var tag = scalar.Tag;
        if (tag is null or "?")
        {
            return scalar.Plain ? ResolvePlain(scalar.Text) : scalar.Text;
        }

        return tag switch
        {
            Prefix + "bool" => ResolvePlain(scalar.Text) is bool flag ? flag : throw Wrong(scalar, "boolean"),
            Prefix + "int" => ResolvePlain(scalar.Text) is long or ulong ? ResolvePlain(scalar.Text) : throw Wrong(scalar, "integer"),
            Prefix + "float" => ResolvePlain(scalar.Text) switch
            {
                double number => number,
                long number => (double)number,
                ulong number => (double)number,
                _ => throw Wrong(scalar, "number"),
            },
            Prefix + "null" => ResolvePlain(scalar.Text) is null ? null : throw Wrong(scalar, "null"),
            Prefix + "binary" => FromBase64(scalar),
            _ => scalar.Text,
        };
    }

    public static object? ResolvePlain(ReadOnlySpan<char> text)
    {
        if (WordsBySpan.TryGetValue(text, out var word))
        {
            return word;
        }

        return text[0] is '.' or '+' or '-' or (>= '0' and <= '9') && NumberText.TryParse(text, out var number) ? number : text.ToString();
    }

    private static string FromBase64(ScalarNode scalar)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Text));
        }
        catch (FormatException)
        {
            throw scalar.Error("!!binary value is not base64");
        }
    }

    private static InvalidYamlException Wrong(ScalarNode scalar, string what) => scalar.Error($"'{scalar.Text}' is not a valid {what}");

    private static FrozenDictionary<string, object?> BuildWords()
    {
        var words = new Dictionary<string, object?>();
        void Add(object? value, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                words[name] = value;
            }
        }

        Add(true, "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
        Add(false, "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
        Add(null, "", "~", "null", "Null", "NULL");
        Add(double.NaN, ".nan", ".NaN", ".NAN");
        Add(double.PositiveInfinity, ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF");
        Add(double.NegativeInfinity, "-.inf", "-.Inf", "-.INF");
        return words.ToFrozenDictionary();
    }
}
