using System.Globalization;
using Envoy.Config.Rbac.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.EnvoyApi;
using MeshActors.Translation.Listeners;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Attributes of what is asked for.</summary>
internal static class PermissionAttributes
{
    private const int MaxPort = 65535;
    private const string Experimental = "experimental.";

    public static readonly RuleAttribute<Permission> DestinationIp = Each((_, value) =>
        AddressRanges.ToEnvoy(value) is { } range ? new Permission { DestinationIp = range } : None($"{value} is no address or range"));

    public static readonly RuleAttribute<Permission> DestinationPort = Each((_, value) =>
        ParsePort(value) is { } port ? new Permission { DestinationPort = port } : None($"invalid port {value}: expected 0 to {MaxPort}"));

    public static readonly RuleAttribute<Permission> ConnectionSni =
        Each((_, value) => new Permission { RequestedServerName = TextMatchers.Of(value) });

    /// <summary>Metadata of any filter: <c>experimental.envoy.filters.a.b[c]</c>; a value in brackets asks for a list with that item.</summary>
    public static readonly RuleAttribute<Permission> EnvoyFilter = RuleAttribute<Permission>.OfAll((key, values, _) =>
    {
        var name = (key.StartsWith(Experimental, StringComparison.Ordinal) ? key[Experimental.Length..] : key).TrimOneEnd(']').Split('[', 2);
        return name is not [var filter, var field]
            ? None($"invalid key {key}: expected {AttributeNames.EnvoyFilterPrefix}NAME[KEY]")
            : new Permission { Metadata = MetadataMatchers.Of(filter, [field], MetadataMatchers.AnyOf([.. values.Select(MetadataValue)])) };
    });

    public static readonly RuleAttribute<Permission> Hosts =
        EachOfHttp("hosts", value => new Permission { Header = HeaderMatchers.OfHost(":authority", value) });

    public static readonly RuleAttribute<Permission> Methods =
        EachOfHttp("methods", value => new Permission { Header = HeaderMatchers.Of(":method", value) });

    public static readonly RuleAttribute<Permission> Paths = EachOfHttp("paths", value => PathMatchers.IsTemplate(value)
        ? new Permission { UriTemplate = new() { Name = "uri-template", TypedConfig = EnvoyAny.Pack(PathMatchers.Template(value)) } }
        : new Permission { UrlPath = PathMatchers.Of(value) });

    /// <summary>Null for what is no port.</summary>
    public static uint? ParsePort(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= MaxPort ? port : null;

    private static ValueMatcher MetadataValue(string value) => value is ['[', .., ']']
        ? MetadataMatchers.List(MetadataMatchers.Text(TextMatchers.Of(value.Trim('[', ']'))))
        : MetadataMatchers.Text(TextMatchers.Of(value));

    private static RuleAttribute<Permission> Each(Func<string, string, Predicate<Permission>> make) =>
        RuleAttribute<Permission>.OfEach((key, value, _) => make(key, value));

    private static RuleAttribute<Permission> EachOfHttp(string name, Func<string, Permission> make) =>
        RuleAttribute<Permission>.OfEach((_, value, target) => target.ForTcp ? None($"{name} are of HTTP only") : make(value));

    private static string TrimOneEnd(this string text, char end) => text.EndsWith(end) ? text[..^1] : text;

    private static Predicate<Permission> None(string reason) => Predicate<Permission>.None(reason);
}
