using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Security;
using HttpRbac = Envoy.Extensions.Filters.Http.Rbac.V3.RBAC;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;
using TcpRbac = Envoy.Extensions.Filters.Network.Rbac.V3.RBAC;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>The filters by which a proxy logs, denies and allows for itself, in this order.</summary>
internal static class AuthorizationFilters
{
    public const string HttpRbacName = "envoy.filters.http.rbac";
    public const string TcpRbacName = "envoy.filters.network.rbac";

    /// <summary>What Envoy's statistics of the network filter begin with.</summary>
    public const string TcpStatPrefix = "tcp.";

    private static readonly (AuthorizationAction Policy, RBAC.Types.Action Envoy)[] Actions =
    [
        (AuthorizationAction.Audit, RBAC.Types.Action.Log),
        (AuthorizationAction.Deny, RBAC.Types.Action.Deny),
        (AuthorizationAction.Allow, RBAC.Types.Action.Allow),
    ];

    public static IReadOnlyList<HttpFilter> Http(AppliedAuthorization policies, TrustDomains domains, bool useFilterState = false) =>
        [.. Rules(policies, new(ForTcp: false, useFilterState), domains).Select(rules => Filter(new HttpRbac
        {
            Rules = rules.Enforced,
            ShadowRules = rules.DryRun,
            ShadowRulesStatPrefix = DryRunPrefix(rules),
        }))];

    public static IReadOnlyList<NetworkFilter> Tcp(AppliedAuthorization policies, TrustDomains domains, bool useFilterState = false) =>
        [.. Rules(policies, new(ForTcp: true, useFilterState), domains).Select(rules => Filter(new TcpRbac
        {
            StatPrefix = TcpStatPrefix,
            Rules = rules.Enforced,
            ShadowRules = rules.DryRun,
            ShadowRulesStatPrefix = DryRunPrefix(rules),
        }))];

    public static HttpFilter Filter(HttpRbac rbac) => new() { Name = HttpRbacName, TypedConfig = EnvoyAny.Pack(rbac) };

    public static NetworkFilter Filter(TcpRbac rbac) => new() { Name = TcpRbacName, TypedConfig = EnvoyAny.Pack(rbac) };

    private static IEnumerable<PolicyRules> Rules(AppliedAuthorization policies, RuleTarget target, TrustDomains domains) =>
        from action in Actions
        let rules = PolicyRules.Of(policies.With(action.Policy), action.Envoy, target, domains)
        where rules != default
        select rules;

    // Istio gives the prefix of allowing rules to whatever has no dry run: an absent rule set reads as one that allows.
    private static string DryRunPrefix(PolicyRules rules) => (rules.DryRun?.Action ?? RBAC.Types.Action.Allow) switch
    {
        RBAC.Types.Action.Allow => "istio_dry_run_allow_",
        RBAC.Types.Action.Deny => "istio_dry_run_deny_",
        _ => "",
    };
}
