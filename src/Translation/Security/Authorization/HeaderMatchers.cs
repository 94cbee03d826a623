using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Policy values as matches of a header.</summary>
internal static class HeaderMatchers
{
    public static HeaderMatcher Of(string name, string value) => Of(name, value, ignoreCase: false);

    /// <summary>Host names do not differ by case.</summary>
    public static HeaderMatcher OfHost(string name, string value) => Of(name, value, ignoreCase: true);

    private static HeaderMatcher Of(string name, string value, bool ignoreCase) => value switch
    {
        "*" => new() { Name = name, PresentMatch = true },
        ['*', .. var end] => Of(name, TextMatchers.Suffix(end, ignoreCase)),
        [.. var start, '*'] => Of(name, TextMatchers.Prefix(start, ignoreCase)),
        _ => Of(name, TextMatchers.Exact(value, ignoreCase)),
    };

    private static HeaderMatcher Of(string name, StringMatcher match) => new() { Name = name, StringMatch = match };
}
