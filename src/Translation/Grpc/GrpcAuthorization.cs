using System.Globalization;
using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Security.Authorization;
using HttpRbac = Envoy.Extensions.Filters.Http.Rbac.V3.RBAC;

namespace MeshActors.Translation.Grpc;

/// <summary>
/// AuthorizationPolicies for gRPC servers, which know DENY and ALLOW alone, one filter each. Policies on a dry run must not be
/// enforced, and gRPC has no way to only tell what they would do: they are left out.
/// </summary>
public sealed class GrpcAuthorization : IGrpcAuthorization
{
    private const string DenyFilter = "envoy.filters.http.rbac.DENY";
    private const string AllowFilter = "envoy.filters.http.rbac";

    private readonly Memo<AppliedAuthorization, IReadOnlyList<HttpFilter>> _filters = new();

    /// <inheritdoc/>
    public IReadOnlyList<HttpFilter> For(TranslationContext context) =>
        _filters.GetOrAdd(AppliedAuthorization.Of(context.Node, context.View), Build);

    /// <summary>Forgets what was not used of late.</summary>
    public void Sweep() => _filters.Sweep();

    private static IReadOnlyList<HttpFilter> Build(AppliedAuthorization applied)
    {
        var deny = Rules(applied.With(AuthorizationAction.Deny), RBAC.Types.Action.Deny);
        var allow = Rules(applied.With(AuthorizationAction.Allow), RBAC.Types.Action.Allow);
        List<HttpFilter> filters = [];
        if (deny is { Policies.Count: > 0 })
        {
            filters.Add(Filter(DenyFilter, deny));
        }

        // Policies that allow nothing allow nothing: without a rule everybody is refused.
        if (allow is not null)
        {
            filters.Add(Filter(AllowFilter, allow));
        }

        return filters;
    }

    /// <returns>Null where there is no policy of the action.</returns>
    private static RBAC? Rules(IEnumerable<Config<AuthorizationPolicy>> policies, RBAC.Types.Action action)
    {
        RBAC? rbac = null;
        foreach (var policy in policies.Where(policy => !PolicyRules.IsDryRun(policy)))
        {
            rbac ??= new() { Action = action };
            for (var i = 0; i < policy.Spec.Rules.Count; i++)
            {
                if (RuleModel.Of(policy.Spec.Rules[i], policy.Meta.Namespace, TrustDomains.None) is { } model
                    && RuleGenerator.Generate(model, new(ForTcp: false, UseFilterState: false), action) is { } generated)
                {
                    rbac.Policies[string.Create(CultureInfo.InvariantCulture, $"{policy.Meta.Namespace}-{policy.Meta.Name}-{i}")] = generated;
                }
            }
        }

        return rbac;
    }

    private static HttpFilter Filter(string name, RBAC rules) => new() { Name = name, TypedConfig = EnvoyAny.Pack(new HttpRbac { Rules = rules }) };
}
