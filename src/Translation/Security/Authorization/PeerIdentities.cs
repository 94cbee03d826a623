using Envoy.Config.Rbac.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Conditions on a peer's SPIFFE identity (<c>spiffe://TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT</c>).</summary>
internal static class PeerIdentities
{
    private const string Scheme = "spiffe://";

    /// <summary>Where a waypoint's outer connection leaves the identity of the one that it carries.</summary>
    private const string FilterStateKey = "io.istio.peer_principal";

    public static Principal Of(StringMatcher identity, RuleTarget target) => target.UseFilterState
        ? new() { FilterState = new() { Key = FilterStateKey, StringMatch = identity } }
        : new() { Authenticated = new() { PrincipalName = identity } };

    public static StringMatcher Named(string principal) => TextMatchers.WithPrefix(principal, Scheme);

    public static StringMatcher InNamespace(string pattern) => TextMatchers.Regex($".*/ns/{Wildcards(pattern, ".*")}/.*");

    public static StringMatcher InTrustDomain(string pattern) => pattern switch
    {
        "*" => TextMatchers.Prefix(Scheme),
        _ when !pattern.Contains('*', StringComparison.Ordinal) => TextMatchers.Prefix($"{Scheme}{pattern}/"),
        _ => TextMatchers.Regex($"{Scheme}{Wildcards(pattern, "[^/]*", 2)}/.*"),
    };

    /// <summary>
    /// Identities may carry more names and values around namespace and account (<c>/k/v</c>), but nothing may follow the
    /// account's name directly.
    /// </summary>
    /// <param name="policyNamespace">The namespace of accounts that name none.</param>
    /// <param name="account"><c>namespace/account</c>, or an account.</param>
    public static string AccountExpression(string policyNamespace, string account)
    {
        var (ns, name) = account.Split('/', 2) is [var given, var rest] ? (given, rest) : (policyNamespace, account);
        return $"{Scheme}.+/ns/{RegexText.Quote(ns)}/(.+/|)sa/{RegexText.Quote(name)}(/.+)?";
    }

    private static string Wildcards(string pattern, string expression, int parts = int.MaxValue) =>
        string.Join(expression, pattern.Split('*', parts).Select(RegexText.Quote));
}
