using System.Globalization;
using Envoy.Config.Rbac.V3;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Policies of one action as Envoy's rules: those that are enforced, and those of dry runs, which only tell what they would do.</summary>
/// <param name="Enforced">Null where no policy is enforced.</param>
/// <param name="DryRun">Null where no policy is on a dry run.</param>
internal readonly record struct PolicyRules(RBAC? Enforced, RBAC? DryRun)
{
    private const string DryRunAnnotation = "istio.io/dry-run";

    // What the data plane takes for a policy without rules, which matches nothing.
    private static Policy MatchesNothing => new()
    {
        Permissions = { new Permission { NotRule = new() { Any = true } } },
        Principals = { new Principal { NotId = new() { Any = true } } },
    };

    /// <param name="policies">Policies of one action.</param>
    /// <param name="action">What Envoy does with what they match.</param>
    /// <param name="target">What the rules are made for.</param>
    /// <param name="domains">The trust domains in which identities are known.</param>
    /// <param name="prefix">What the names of the rules begin with.</param>
    public static PolicyRules Of(
        IEnumerable<Config<AuthorizationPolicy>> policies, RBAC.Types.Action action, RuleTarget target, TrustDomains domains, string prefix = "")
    {
        RBAC? enforced = null, dryRun = null;
        foreach (var policy in policies)
        {
            var rbac = IsDryRun(policy) ? dryRun ??= new() { Action = action } : enforced ??= new() { Action = action };
            for (var i = 0; i < policy.Spec.Rules.Count; i++)
            {
                if (RuleModel.Of(policy.Spec.Rules[i], policy.Meta.Namespace, domains) is { } model
                    && RuleGenerator.Generate(model, target, action) is { } generated)
                {
                    rbac.Policies[prefix + NameOf(policy, i)] = generated;
                }
            }

            if (policy.Spec.Rules.Count == 0)
            {
                rbac.Policies[prefix + NameOf(policy, 0)] = MatchesNothing;
            }
        }

        return new(enforced, dryRun);
    }

    private static string NameOf(Config<AuthorizationPolicy> policy, int rule) =>
        string.Create(CultureInfo.InvariantCulture, $"ns[{policy.Meta.Namespace}]-policy[{policy.Meta.Name}]-rule[{rule}]");

    internal static bool IsDryRun(Config<AuthorizationPolicy> policy) =>
        policy.Meta.Annotations.GetValueOrDefault(DryRunAnnotation) is "1" or "t" or "T" or "true" or "TRUE" or "True";
}
