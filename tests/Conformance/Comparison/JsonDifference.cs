using System.Text.Json;
using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Comparison;

/// <summary>
/// The places where two JSON values differ. Items of lists are paired so that one missing item does not make all that
/// follow differ: first those that are equal, then those of the same name (or address, or locality, or match).
/// </summary>
public static class JsonDifference
{
    private static readonly string[] NamingMembers = ["name", "match", "filterChainMatch", "locality", "endpoint", "address", "header", "@type"];

    public static IEnumerable<Difference> Between(JsonElement? expected, JsonElement? got) => Between("", expected, got);

    private static IEnumerable<Difference> Between(string path, JsonElement? expected, JsonElement? got)
    {
        if (expected is not { } left || got is not { } right || left.ValueKind != right.ValueKind)
        {
            return [new Difference(path, expected?.GetRawText(), got?.GetRawText())];
        }

        return left.ValueKind switch
        {
            JsonValueKind.Object => BetweenObjects(path, left, right),
            JsonValueKind.Array => BetweenLists(path, left, right),
            _ => JsonElement.DeepEquals(left, right) ? [] : [new Difference(path, left.GetRawText(), right.GetRawText())],
        };
    }

    private static IEnumerable<Difference> BetweenObjects(string path, JsonElement expected, JsonElement got)
    {
        var names = expected.EnumerateObject().Concat(got.EnumerateObject()).Select(member => member.Name).Distinct();
        return names.SelectMany(name => Between(path.Length == 0 ? name : $"{path}.{name}", Member(expected, name), Member(got, name)));
    }

    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    private static List<Difference> BetweenLists(string path, JsonElement expected, JsonElement got)
    {
        var left = expected.EnumerateArray().Select((item, index) => (item, index)).ToList();
        var right = got.EnumerateArray().Select((item, index) => (item, index)).ToList();
        var order = new List<(int Expected, int Got)>();
        var differences = new List<Difference>();

        Pair(JsonElement.DeepEquals, (_, _) => { });
        Pair(HaveSameName, (l, r) => differences.AddRange(Between($"{path}[{l.index}]", l.item, r.item)));
        while (left.Count > 0 && right.Count > 0)
        {
            differences.AddRange(Between($"{path}[{left[0].index}]", left[0].item, right[0].item));
            left.RemoveAt(0);
            right.RemoveAt(0);
        }

        differences.AddRange(left.Select(l => new Difference($"{path}[{l.index}]", l.item.GetRawText(), null)));
        differences.AddRange(right.Select(r => new Difference($"{path}[{r.index}]", null, r.item.GetRawText())));
        if (differences.Count == 0 && order.OrderBy(pair => pair.Expected).Zip(order.OrderBy(pair => pair.Got)).Any(both => both.First != both.Second))
        {
            differences.Add(new Difference(
                $"{path} (order)",
                $"[{string.Join(", ", Enumerable.Range(0, order.Count))}]",
                $"[{string.Join(", ", order.OrderBy(pair => pair.Got).Select(pair => pair.Expected))}]"));
        }

        return differences;

        void Pair(Func<JsonElement, JsonElement, bool> belong, Action<(JsonElement item, int index), (JsonElement item, int index)> found)
        {
            foreach (var l in left.ToList())
            {
                var at = right.FindIndex(r => belong(l.item, r.item));
                if (at >= 0)
                {
                    found(l, right[at]);
                    order.Add((l.index, right[at].index));
                    left.Remove(l);
                    right.RemoveAt(at);
                }
            }
        }
    }

    private static bool HaveSameName(JsonElement a, JsonElement b) =>
        a.ValueKind == JsonValueKind.Object
        && b.ValueKind == JsonValueKind.Object
        && Array.Find(NamingMembers, name => a.TryGetProperty(name, out _) || b.TryGetProperty(name, out _)) is { } naming
        && a.TryGetProperty(naming, out var left)
        && b.TryGetProperty(naming, out var right)
        && JsonElement.DeepEquals(left, right);
}
