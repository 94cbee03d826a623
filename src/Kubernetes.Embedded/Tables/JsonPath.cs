using System.Globalization;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>
/// The JSONPath that printer columns use: <c>.a.b</c>, <c>['a']</c>, <c>[0]</c>, <c>[*]</c>, and filters such as
/// <c>[?(@.type=="Ready")]</c>.
/// </summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps;

    private JsonPath(IReadOnlyList<Func<JsonNode?, IEnumerable<JsonNode?>>> steps) => _steps = steps;

    public IEnumerable<JsonNode?> Find(JsonNode? root)
        => _steps.Aggregate((IEnumerable<JsonNode?>)[root], (found, step) => found.SelectMany(step));

    public static JsonPath Parse(string text)
    {
        var steps = new List<Func<JsonNode?, IEnumerable<JsonNode?>>>();
        var rest = text.AsSpan().Trim().TrimStart('{').TrimEnd('}').TrimStart('$');
        while (!rest.IsEmpty)
        {
            if (rest[0] == '[')
            {
                var end = CloseOf(rest);
                steps.Add(Bracket(rest[1..end].ToString()));
                rest = rest[Math.Min(end + 1, rest.Length)..];
            }
            else
            {
                rest = rest.TrimStart('.');
                var end = EndOfName(rest);
                var name = rest[..end].ToString().Replace("\\", "", StringComparison.Ordinal);
                if (name.Length > 0)
                {
                    steps.Add(name == "*" ? All : node => Member(node, name));
                }

                rest = rest[end..];
            }
        }

        return new JsonPath(steps);
    }

    private static int EndOfName(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] is '.' or '[')
            {
                return i;
            }
        }

        return text.Length;
    }

    private static int CloseOf(ReadOnlySpan<char> text)
    {
        var quote = '\0';
        for (var i = 1; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                quote = text[i] == quote ? '\0' : quote;
            }
            else if (text[i] is '\'' or '"')
            {
                quote = text[i];
            }
            else if (text[i] == ']')
            {
                return i;
            }
        }

        return text.Length;
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Bracket(string inside)
    {
        inside = inside.Trim();
        if (inside == "*")
        {
            return All;
        }

        if (inside.StartsWith('?'))
        {
            return Filter(inside[1..].Trim().TrimStart('(').TrimEnd(')'));
        }

        if (int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            return node => node is JsonArray list && (index < 0 ? index + list.Count : index) is var at && at >= 0 && at < list.Count ? [list[at]] : [];
        }

        var name = inside.Trim('\'', '"');
        return node => Member(node, name);
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Filter(string condition)
    {
        foreach (var op in (ReadOnlySpan<string>)["==", "!="])
        {
            var at = condition.IndexOf(op, StringComparison.Ordinal);
            if (at > 0)
            {
                var left = Parse(condition[..at].Trim().TrimStart('@'));
                var right = condition[(at + 2)..].Trim().Trim('\'', '"');
                var wanted = op == "==";
                return node => Items(node).Where(i => left.Find(i).Any(v => (v.AsText() ?? JsonBytes.Show(v)) == right) == wanted);
            }
        }

        var present = Parse(condition.Trim().TrimStart('@'));
        return node => Items(node).Where(i => present.Find(i).Any());
    }

    private static IEnumerable<JsonNode?> All(JsonNode? node) => node is JsonObject map ? map.Select(m => m.Value) : Items(node);

    private static IEnumerable<JsonNode?> Items(JsonNode? node) => node as JsonArray ?? [];

    private static IEnumerable<JsonNode?> Member(JsonNode? node, string name)
        => node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? [value] : [];
}
