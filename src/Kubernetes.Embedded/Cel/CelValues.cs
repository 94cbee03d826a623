using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>
/// The values of CEL in C#: null, bool, long, double, string, TimeSpan (duration), DateTimeOffset (timestamp), Uri, lists
/// and maps with string keys. JSON becomes these as it is reached.
/// </summary>
internal static class CelValues
{
    public static object? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => map.ToDictionary(m => m.Key, m => (object?)m.Value),
        JsonArray list => list.Select(i => (object?)i).ToList(),
        _ => Scalar(node),
    };

    /// <summary>The value itself, where it is still JSON.</summary>
    public static object? Resolve(object? value) => value is JsonNode node ? Of(node) : value;

    public static new bool Equals(object? left, object? right)
    {
        left = Resolve(left);
        right = Resolve(right);
        return (left, right) switch
        {
            (long or double, long or double) => Convert.ToDouble(left, CultureInfo.InvariantCulture) == Convert.ToDouble(right, CultureInfo.InvariantCulture),
            (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(p => Equals(p.First, p.Second)),
            (Dictionary<string, object?> a, Dictionary<string, object?> b) => a.Count == b.Count && a.All(e => b.TryGetValue(e.Key, out var other) && Equals(e.Value, other)),
            _ => object.Equals(left, right),
        };
    }

    /// <exception cref="CelException">The two cannot be compared.</exception>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (long or double, long or double) => Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture)),
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        _ => throw new CelException($"no such overload: {TypeName(left)} compared with {TypeName(right)}"),
    };

    public static string TypeName(object? value) => value switch
    {
        null => "null_type",
        bool => "bool",
        long => "int",
        double => "double",
        string => "string",
        TimeSpan => "duration",
        DateTimeOffset => "timestamp",
        List<object?> => "list",
        Dictionary<string, object?> => "map",
        _ => value.GetType().Name,
    };

    private static object Scalar(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => node.GetValue<string>(),
        _ => long.TryParse(node.ToJsonString(), CultureInfo.InvariantCulture, out var whole) ? (object)whole : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture),
    };
}
