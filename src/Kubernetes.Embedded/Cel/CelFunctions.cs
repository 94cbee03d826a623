using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>The operators and functions of CEL and of its Kubernetes libraries; a method has its target first.</summary>
internal static class CelFunctions
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    /// <exception cref="CelException">There is no such function for these values, or it fails on them.</exception>
    public static object? Call(string name, object?[] args) => (name, args) switch
    {
        ("==", [var a, var b]) => CelValues.Equals(a, b),
        ("!=", [var a, var b]) => !CelValues.Equals(a, b),
        ("<", [var a, var b]) => CelValues.Compare(a, b) < 0,
        ("<=", [var a, var b]) => CelValues.Compare(a, b) <= 0,
        (">", [var a, var b]) => CelValues.Compare(a, b) > 0,
        (">=", [var a, var b]) => CelValues.Compare(a, b) >= 0,
        ("!", [bool a]) => !a,
        ("neg", [long a]) => -a,
        ("neg", [double a]) => -a,
        ("+", [string a, string b]) => a + b,
        ("+", [List<object?> a, List<object?> b]) => a.Concat(b).ToList(),
        ("+", [TimeSpan a, TimeSpan b]) => a + b,
        ("+", [DateTimeOffset a, TimeSpan b]) => a + b,
        ("-", [DateTimeOffset a, DateTimeOffset b]) => a - b,
        ("-", [DateTimeOffset a, TimeSpan b]) => a - b,
        ("-", [TimeSpan a, TimeSpan b]) => a - b,
        ("+" or "-" or "*" or "/" or "%", [long or double, long or double]) => CelArithmetic.Calculate(name, args[0]!, args[1]!),
        ("in", [var a, List<object?> list]) => list.Any(i => CelValues.Equals(a, i)),
        ("in", [string a, Dictionary<string, object?> map]) => map.ContainsKey(a),
        ("[]", [List<object?> list, long at]) => at >= 0 && at < list.Count ? list[(int)at] : throw new CelException($"index out of bounds: {at}"),
        ("[]", [Dictionary<string, object?> map, string key]) => map.TryGetValue(key, out var found) ? found : throw new CelException($"no such key: {key}"),
        ("size", [string a]) => (long)a.EnumerateRunes().Count(),
        ("size", [List<object?> a]) => (long)a.Count,
        ("size", [Dictionary<string, object?> a]) => (long)a.Count,
        ("type", [var a]) => CelValues.TypeName(a),
        ("dyn", [var a]) => a,
        ("min", [List<object?> { Count: > 0 } a]) => a.Select(CelValues.Resolve).Aggregate((x, y) => CelValues.Compare(x, y) <= 0 ? x : y),
        ("max", [List<object?> { Count: > 0 } a]) => a.Select(CelValues.Resolve).Aggregate((x, y) => CelValues.Compare(x, y) >= 0 ? x : y),
        ("sum", [List<object?> a]) => a.Select(CelValues.Resolve).Aggregate((object?)0L, (x, y) => CelArithmetic.Calculate("+", x!, y!)),
        ("isSorted", [List<object?> a]) => a.Zip(a.Skip(1)).All(p => CelValues.Compare(CelValues.Resolve(p.First), CelValues.Resolve(p.Second)) <= 0),
        ("duration", [string a]) => CelDuration.Parse(a),
        ("getSeconds", [TimeSpan a]) => (long)a.TotalSeconds,
        ("getMilliseconds", [TimeSpan a]) => (long)a.TotalMilliseconds,
        ("getMinutes", [TimeSpan a]) => (long)a.TotalMinutes,
        ("getHours", [TimeSpan a]) => (long)a.TotalHours,
        ("timestamp", [string a]) => DateTimeOffset.TryParse(a, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw new CelException($"invalid timestamp {a}"),
        ("int", [long a]) => a,
        ("int", [double a]) => (long)a,
        ("int", [string a]) => long.TryParse(a, CultureInfo.InvariantCulture, out var whole) ? whole : throw new CelException("type conversion error from 'string' to 'int'"),
        ("double", [long a]) => (double)a,
        ("double", [double a]) => a,
        ("double", [string a]) => double.TryParse(a, CultureInfo.InvariantCulture, out var real) ? real : throw new CelException($"'{a}' is no number"),
        ("string", [string a]) => a,
        ("string", [bool a]) => a ? "true" : "false",
        ("string", [long or double]) => Convert.ToString(args[0], CultureInfo.InvariantCulture),
        ("isURL", [string a]) => CelUrl.TryParse(a, out _),
        ("url", [string a]) => CelUrl.TryParse(a, out var url) ? url : throw new CelException($"'{a}' is no URL"),
        (_, [CelUrl url]) => url.Get(name),
        (_, [string target, .. var rest]) => CelText.Call(name, target, rest),
        ("join", [List<object?> a, .. var separator]) => string.Join(separator is [string s] ? s : "", a.Select(CelValues.Resolve)),
        _ => throw new CelException($"no such overload: {name}({string.Join(", ", args.Select(CelValues.TypeName))})"),
    };

    public static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, MatchTime);
        }
        catch (Exception fault) when (fault is ArgumentException or RegexMatchTimeoutException)
        {
            throw new CelException($"the pattern '{pattern}' cannot be matched: {fault.Message}");
        }
    }
}
