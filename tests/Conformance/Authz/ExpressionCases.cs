using System.Text.RegularExpressions;
using Envoy.Type.Matcher.V3;
using MeshActors.Conformance.Cases;
using MeshActors.Translation.Security.Authorization;

namespace MeshActors.Conformance.Authz;

/// <summary>Cases of generated expressions, by what they match; all of them mean the same in RE2 and here.</summary>
internal static class ExpressionCases
{
    public static IEnumerable<AuthzValue> ServiceAccount(CaseFile file)
    {
        var expression = PeerIdentities.AccountExpression(file.Text("policyNamespace"), file.Text("serviceAccount"));
        yield return AuthzValue.OfFlag(file.Text("identity"), file.Flag("matches"), Matches(file, expression, file.Text("identity")));
    }

    public static IEnumerable<AuthzValue> ServiceAccountText(CaseFile file) =>
    [
        AuthzValue.OfText(
            "expression",
            file.Text("expectedRegex"),
            PeerIdentities.AccountExpression(file.Text("policyNamespace"), file.Text("serviceAccount"))),
    ];

    public static IEnumerable<AuthzValue> Namespace(CaseFile file) => Both(file, PeerIdentities.InNamespace(file.Text("namespace")));

    public static IEnumerable<AuthzValue> WithPrefix(CaseFile file) => Both(file, TextMatchers.WithPrefix(file.Text("value"), file.Text("prefix")));

    private static IEnumerable<AuthzValue> Both(CaseFile file, StringMatcher matcher) =>
    [
        AuthzValue.OfFlag(file.Text("match"), true, Matches(file, matcher.SafeRegex.Regex, file.Text("match"))),
        AuthzValue.OfFlag(file.Text("noMatch"), false, Matches(file, matcher.SafeRegex.Regex, file.Text("noMatch"))),
    ];

    private static bool Matches(CaseFile file, string expression, string text) =>
        Regex.IsMatch(text, file.Flag("fullMatch") ? $"^(?:{expression})$" : expression, RegexOptions.CultureInvariant);
}
