using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Authz;

/// <summary>All kinds of the <c>authz</c> area.</summary>
internal static class AuthzCaseKinds
{
    public static IReadOnlyList<ICaseKind> All { get; } =
    [
        new AuthzCaseKind("builder", BuilderCases.Run),
        new AuthzCaseKind("generator", RuleCases.Generator),
        new AuthzCaseKind("requestPrincipal", RuleCases.RequestPrincipal),
        new AuthzCaseKind("rulePrincipal", RuleCases.RulePrincipal),
        new AuthzCaseKind("modelGenerate", ModelCases.Generate),
        new AuthzCaseKind("modelMigrateTrustDomain", ModelCases.MigrateTrustDomain),
        new AuthzCaseKind("serviceAccountRegex", ExpressionCases.ServiceAccount),
        new AuthzCaseKind("serviceAccountRegexText", ExpressionCases.ServiceAccountText),
        new AuthzCaseKind("namespaceRegex", ExpressionCases.Namespace),
        new AuthzCaseKind("stringMatcherWithPrefixMatch", ExpressionCases.WithPrefix),
        new AuthzCaseKind("stringMatcherExact", MatcherCases.Exact),
        new AuthzCaseKind("stringMatcherPrefix", MatcherCases.Prefix),
        new AuthzCaseKind("stringMatcherSuffix", MatcherCases.Suffix),
        new AuthzCaseKind("stringMatcherRegex", MatcherCases.Regex),
        new AuthzCaseKind("stringMatcherWithPrefix", MatcherCases.WithPrefix),
        new AuthzCaseKind("headerMatcher", MatcherCases.Header),
        new AuthzCaseKind("hostMatcher", MatcherCases.Host),
        new AuthzCaseKind("pathMatcher", MatcherCases.Path),
        new AuthzCaseKind("pathTemplateMatcher", MatcherCases.PathTemplate),
        new AuthzCaseKind("convertToPort", TextCases.ConvertToPort),
        new AuthzCaseKind("nameInBrackets", TextCases.NameInBrackets),
        new AuthzCaseKind("nameInNestedBrackets", TextCases.NameInNestedBrackets),
    ];
}
