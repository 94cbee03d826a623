using Envoy.Type.Matcher.V3;

namespace MeshActors.Translation.Routes;

/// <summary>
/// Routing by claims of a verified token: <c>@request.auth.claims.group.id</c> or <c>@request.auth.claims[group][id]</c> in the
/// place of a header name.
/// </summary>
internal static class JwtClaimMatches
{
    private const string Prefix = "@request.auth.claims";
    private const string JwtFilter = "envoy.filters.http.jwt_authn";
    private const string Payload = "payload";

    /// <summary>Null where the name is that of a header.</summary>
    public static MetadataMatcher? Of(string name, StringMatcher? value)
    {
        if (PathOf(name) is not { } claims)
        {
            return null;
        }

        // A claim may be one value or a list of them. A match that says nothing stays an empty one, as in Istio.
        var asText = new ValueMatcher { StringMatch = value ?? new() };
        var asList = new ValueMatcher { ListMatch = new() { OneOf = asText } };
        var matcher = new MetadataMatcher
        {
            Filter = JwtFilter,
            Value = new() { OrMatch = new() { ValueMatchers = { asList, asText } } },
        };
        matcher.Path.Add(new[] { Payload }.Concat(claims).Select(key => new MetadataMatcher.Types.PathSegment { Key = key }));
        return matcher;
    }

    private static string[]? PathOf(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return name[Prefix.Length..] switch
        {
            ['.', _, ..] dotted => dotted[1..].Split('.'),
            ['[', _, .., ']'] bracketed => bracketed[1..^1].Split("]["),
            _ => null,
        };
    }
}
