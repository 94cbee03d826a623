using Envoy.Type.Matcher.V3;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Policy values as Envoy's string matches: a leading or trailing <c>*</c> leaves one end open, and <c>*</c> alone asks for any text.</summary>
internal static class TextMatchers
{
    public static StringMatcher Of(string value) => WithPrefix(value, "");

    /// <summary>Envoy refuses empty prefixes and suffixes, so that what would be one is an expression.</summary>
    public static StringMatcher WithPrefix(string value, string prefix) => value switch
    {
        "*" => Any(),
        ['*', .. var end] => prefix.Length == 0 ? Suffix(end) : Regex($"{prefix}.*{RegexText.Quote(end)}"),
        [.. var start, '*'] => Prefix(prefix + start),
        _ => Exact(prefix + value),
    };

    public static StringMatcher Any() => Regex(".+");

    public static StringMatcher Exact(string text, bool ignoreCase = false) => new() { Exact = text, IgnoreCase = ignoreCase };

    public static StringMatcher Prefix(string text, bool ignoreCase = false) => new() { Prefix = text, IgnoreCase = ignoreCase };

    public static StringMatcher Suffix(string text, bool ignoreCase = false) => new() { Suffix = text, IgnoreCase = ignoreCase };

    public static StringMatcher Regex(string expression) => new() { SafeRegex = new() { Regex = expression } };
}
