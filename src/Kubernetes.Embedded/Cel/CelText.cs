namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>The methods of strings.</summary>
internal static class CelText
{
    /// <exception cref="CelException">There is no such method for these values, or a place is outside of the string.</exception>
    public static object? Call(string name, string text, object?[] args) => (name, args) switch
    {
        ("startsWith", [string a]) => text.StartsWith(a, StringComparison.Ordinal),
        ("endsWith", [string a]) => text.EndsWith(a, StringComparison.Ordinal),
        ("contains", [string a]) => text.Contains(a, StringComparison.Ordinal),
        ("matches", [string a]) => CelFunctions.Matches(text, a),
        ("substring", [long from]) => Slice(text, from, text.Length),
        ("substring", [long from, long to]) => Slice(text, from, to),
        ("charAt", [long at]) => at == text.Length ? "" : Slice(text, at, at + 1),
        ("indexOf", [string a]) => (long)text.IndexOf(a, StringComparison.Ordinal),
        ("lastIndexOf", [string a]) => (long)text.LastIndexOf(a, StringComparison.Ordinal),
        ("lowerAscii", []) => text.ToLowerInvariant(),
        ("upperAscii", []) => text.ToUpperInvariant(),
        ("trim", []) => text.Trim(),
        ("replace", [string a, string b]) => a.Length == 0 ? text : text.Replace(a, b, StringComparison.Ordinal),
        ("split", [string a]) => (a.Length == 0 ? text.Select(c => c.ToString()) : text.Split(a)).Select(p => (object?)p).ToList(),
        ("find", [string a]) => System.Text.RegularExpressions.Regex.Match(text, a, System.Text.RegularExpressions.RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Value,
        _ => throw new CelException($"no such overload: string.{name}({string.Join(", ", args.Select(CelValues.TypeName))})"),
    };

    private static string Slice(string text, long from, long to)
        => from >= 0 && from <= to && to <= text.Length ? text[(int)from..(int)to] : throw new CelException($"index out of range: {from}..{to} of {text.Length}");
}
