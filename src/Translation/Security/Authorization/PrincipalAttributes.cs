using Envoy.Config.Core.V3;
using Envoy.Config.Rbac.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.Translation.Listeners;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Attributes of who asks.</summary>
internal static class PrincipalAttributes
{
    /// <summary>The address of the connection's other end.</summary>
    public static readonly RuleAttribute<Principal> SourceIp = EachAddress(range => new() { DirectRemoteIp = range });

    /// <summary>The original client's address, as forwarded headers or the proxy protocol tell it.</summary>
    public static readonly RuleAttribute<Principal> RemoteIp = EachAddress(range => new() { RemoteIp = range });

    public static readonly RuleAttribute<Principal> Namespaces = EachIdentity(PeerIdentities.InNamespace);

    public static readonly RuleAttribute<Principal> TrustDomains = EachIdentity(PeerIdentities.InTrustDomain);

    public static readonly RuleAttribute<Principal> Principals = EachIdentity(PeerIdentities.Named);

    public static readonly RuleAttribute<Principal> TokenPrincipals =
        OfTokens((_, values) => RequestPrincipals.Of(values, Connectives.OfPrincipals));

    public static readonly RuleAttribute<Principal> Audiences = OfTokens((_, values) => Claim(["aud"], values));

    public static readonly RuleAttribute<Principal> Presenters = OfTokens((_, values) => Claim(["azp"], values));

    /// <summary><c>request.auth.claims[a][b]</c>.</summary>
    public static readonly RuleAttribute<Principal> Claims = OfTokens((key, values) =>
        AttributeNames.InNestedBrackets(After(AttributeNames.RequestClaims, key)) is { } path
            ? Claim(path, values)
            : None($"{key} names no claim in brackets"));

    /// <summary><c>request.headers[name]</c>.</summary>
    public static readonly RuleAttribute<Principal> Headers = RuleAttribute<Principal>.OfEach((key, value, target) =>
        target.ForTcp ? OfHttpOnly(key)
        : AttributeNames.InBrackets(After(AttributeNames.RequestHeaders, key)) is { } name ? new Principal { Header = HeaderMatchers.Of(name, value) }
        : None($"{key} names no header in brackets"));

    /// <param name="policyNamespace">The namespace of accounts that are given without one.</param>
    public static RuleAttribute<Principal> ServiceAccounts(string policyNamespace) =>
        EachIdentity(account => TextMatchers.Regex(PeerIdentities.AccountExpression(policyNamespace, account)));

    private static RuleAttribute<Principal> EachIdentity(Func<string, StringMatcher> make) =>
        RuleAttribute<Principal>.OfEach((_, value, target) => PeerIdentities.Of(make(value), target));

    private static RuleAttribute<Principal> EachAddress(Func<CidrRange, Principal> make) =>
        RuleAttribute<Principal>.OfEach((_, value, _) =>
            AddressRanges.ToEnvoy(value) is { } range ? make(range) : None($"{value} is no address or range"));

    private static RuleAttribute<Principal> OfTokens(Func<string, IReadOnlyList<string>, Predicate<Principal>> make) =>
        RuleAttribute<Principal>.OfAll((key, values, target) => target.ForTcp ? OfHttpOnly(key) : make(key, values));

    private static Principal Claim(IEnumerable<string> path, IReadOnlyList<string> values) =>
        new() { Metadata = MetadataMatchers.ClaimOrList(path, values) };

    private static string After(string prefix, string key) => key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : key;

    private static Predicate<Principal> OfHttpOnly(string key) => None($"{key} is of HTTP only");

    private static Predicate<Principal> None(string reason) => Predicate<Principal>.None(reason);
}
