using Envoy.Type.Matcher.V3;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Matches of the metadata that filters leave for those after them.</summary>
internal static class MetadataMatchers
{
    /// <summary>The filter that verifies tokens.</summary>
    public const string JwtFilter = "envoy.filters.http.jwt_authn";

    /// <summary>The key under which a verified token's claims stand.</summary>
    public const string JwtPayload = "payload";

    public static MetadataMatcher Of(string filter, IEnumerable<string> keys, ValueMatcher value)
    {
        var matcher = new MetadataMatcher { Filter = filter, Value = value };
        matcher.Path.Add(keys.Select(key => new MetadataMatcher.Types.PathSegment { Key = key }));
        return matcher;
    }

    public static MetadataMatcher Claim(string name, StringMatcher value) => Of(JwtFilter, [JwtPayload, name], Text(value));

    /// <summary>A claim may be one value or a list of them.</summary>
    public static MetadataMatcher ClaimOrList(IEnumerable<string> path, IReadOnlyList<string> values)
    {
        var value = AnyOf([.. values.Select(text => Text(TextMatchers.Of(text)))]);
        return Of(JwtFilter, path.Prepend(JwtPayload), AnyOf([List(value), value]));
    }

    public static ValueMatcher Text(StringMatcher value) => new() { StringMatch = value };

    /// <summary>A list with an item that matches.</summary>
    public static ValueMatcher List(ValueMatcher item) => new() { ListMatch = new() { OneOf = item } };

    public static ValueMatcher AnyOf(IReadOnlyList<ValueMatcher> values) =>
        values is [var only] ? only : new() { OrMatch = new() { ValueMatchers = { values } } };
}
