using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Security;
using HttpRbac = Envoy.Extensions.Filters.Http.Rbac.V3.RBAC;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;
using TcpRbac = Envoy.Extensions.Filters.Network.Rbac.V3.RBAC;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>
/// Policies that a provider decides: an RBAC filter finds out, without acting, which rule matches, and leaves its name in the
/// metadata, by which the filter after it knows whether to ask the provider.
/// </summary>
internal static class ExternalAuthorizationFilters
{
    private const string HttpAuthorizer = "envoy.filters.http.ext_authz";
    private const string TcpAuthorizer = "envoy.filters.network.ext_authz";
    private const string RulePrefix = "istio-ext-authz-";
    private const string MetadataPrefix = "istio_ext_authz_";
    private const string MatchedRule = MetadataPrefix + "shadow_effective_policy_id";
    private const string DenySuffix = "-deny-due-to-bad-CUSTOM-action";

    public static IReadOnlyList<HttpFilter> Http(
        AppliedAuthorization policies, ExternalAuthorizers authorizers, TrustDomains domains, bool severalAllowed = false, bool useFilterState = false)
    {
        var filters = new List<HttpFilter>();
        foreach (var (provider, rules, isUsable) in Rules(policies, new(ForTcp: false, useFilterState), domains, severalAllowed))
        {
            if (!isUsable || authorizers.Find(provider).Http is not { } authorizer)
            {
                filters.Add(AuthorizationFilters.Filter(new HttpRbac { Rules = DenyInstead(rules) }));
                continue;
            }

            authorizer = authorizer.Clone();
            authorizer.FilterEnabledMetadata = WhenMatched(AuthorizationFilters.HttpRbacName, provider);
            filters.Add(AuthorizationFilters.Filter(new HttpRbac
            {
                Rules = DryRun(rules),
                ShadowRules = Shadow(rules),
                ShadowRulesStatPrefix = MetadataPrefix,
            }));
            filters.Add(new() { Name = HttpAuthorizer, TypedConfig = EnvoyAny.Pack(authorizer) });
        }

        return filters;
    }

    public static IReadOnlyList<NetworkFilter> Tcp(
        AppliedAuthorization policies, ExternalAuthorizers authorizers, TrustDomains domains, bool severalAllowed = false, bool useFilterState = false)
    {
        var filters = new List<NetworkFilter>();
        foreach (var (provider, rules, isUsable) in Rules(policies, new(ForTcp: true, useFilterState), domains, severalAllowed))
        {
            var found = authorizers.Find(provider);
            if (!isUsable || found.Http is null)
            {
                filters.Add(AuthorizationFilters.Filter(new TcpRbac
                {
                    Rules = DenyInstead(rules),
                    StatPrefix = AuthorizationFilters.TcpStatPrefix,
                }));
                continue;
            }

            if (found.Tcp is not { } authorizer)
            {
                continue;
            }

            authorizer = authorizer.Clone();
            authorizer.FilterEnabledMetadata = WhenMatched(AuthorizationFilters.TcpRbacName, provider);
            filters.Add(AuthorizationFilters.Filter(new TcpRbac
            {
                Rules = DryRun(rules),
                ShadowRules = Shadow(rules),
                StatPrefix = AuthorizationFilters.TcpStatPrefix,
                ShadowRulesStatPrefix = MetadataPrefix,
            }));
            filters.Add(new() { Name = TcpAuthorizer, TypedConfig = EnvoyAny.Pack(authorizer) });
        }

        return filters;
    }

    // Unless the installation allows several, a workload has one provider; with more none may be passed over for another, so
    // that all that they decide is denied.
    private static List<(string Provider, PolicyRules Rules, bool IsUsable)> Rules(
        AppliedAuthorization policies, RuleTarget target, TrustDomains domains, bool severalAllowed)
    {
        var byProvider = policies.With(AuthorizationAction.Custom)
            .GroupBy(policy => policy.Spec.Provider?.Name ?? "")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        return byProvider.ConvertAll(group => (
            group.Key,
            PolicyRules.Of(group, RBAC.Types.Action.Deny, target, domains, group.Key.Length > 0 ? $"{RulePrefix}{group.Key}-" : RulePrefix),
            severalAllowed || byProvider.Count == 1));
    }

    // Envoy evaluates an empty rule set too: there must be one for the metadata to say that nothing matched.
    private static RBAC Shadow(PolicyRules rules) => rules.Enforced ?? new() { Action = RBAC.Types.Action.Deny };

    private static RBAC? DryRun(PolicyRules rules) => rules.DryRun is { Policies.Count: > 0 } dryRun ? dryRun : null;

    private static RBAC DenyInstead(PolicyRules rules)
    {
        var deny = new RBAC { Action = RBAC.Types.Action.Deny };
        foreach (var (name, policy) in rules.Enforced?.Policies ?? [])
        {
            deny.Policies[name + DenySuffix] = policy;
        }

        return deny;
    }

    private static MetadataMatcher WhenMatched(string filter, string provider) =>
        MetadataMatchers.Of(filter, [MatchedRule], MetadataMatchers.Text(TextMatchers.Prefix(RulePrefix + provider)));
}
