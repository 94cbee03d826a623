using System.Collections.Immutable;
using Envoy.Config.Rbac.V3;
using MeshActors.Mesh.Security;
using Operation = MeshActors.Mesh.Security.Operation;
using Source = MeshActors.Mesh.Security.Source;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>A rule of a policy as alternatives of permissions and of principals, each of which are conditions that all must hold.</summary>
internal sealed class RuleModel
{
    private RuleModel(
        IReadOnlyList<ImmutableList<RuleTerm<Permission>>> permissions, IReadOnlyList<ImmutableList<RuleTerm<Principal>>> principals)
    {
        Permissions = permissions;
        Principals = principals;
    }

    public IReadOnlyList<ImmutableList<RuleTerm<Permission>>> Permissions { get; }

    public IReadOnlyList<ImmutableList<RuleTerm<Principal>>> Principals { get; }

    /// <returns>Null where the rule has a condition on an unknown attribute.</returns>
    public static RuleModel? Of(Rule rule, string policyNamespace, TrustDomains domains)
    {
        var permissions = ImmutableList<RuleTerm<Permission>>.Empty;
        var principals = ImmutableList<RuleTerm<Principal>>.Empty;
        foreach (var when in rule.When)
        {
            if (PermissionOf(when.Key) is { } permission)
            {
                permissions = permissions.Append(permission, when.Key, when.Values, when.NotValues);
            }
            else if (PrincipalOf(when.Key, policyNamespace) is { } principal)
            {
                principals = principals.Append(principal, when.Key, when.Values, when.NotValues);
            }
            else
            {
                return null;
            }
        }

        // All sources share these conditions, and Istio migrates them once for each.
        principals = principals.ConvertAll(term => Migrate(term, domains, Math.Max(1, rule.From.Count)));
        IEnumerable<ImmutableList<RuleTerm<Permission>>> to =
            rule.To.Count == 0 ? [permissions] : rule.To.Select(each => Terms(each.Operation).AddRange(permissions));
        IEnumerable<ImmutableList<RuleTerm<Principal>>> from =
            rule.From.Count == 0
                ? [principals]
                : rule.From.Select(each => Terms(each.Source, policyNamespace).ConvertAll(term => Migrate(term, domains, times: 1)).AddRange(principals));
        return new([.. to], [.. from]);
    }

    private static RuleAttribute<Permission>? PermissionOf(string key) => key switch
    {
        AttributeNames.DestinationIp => PermissionAttributes.DestinationIp,
        AttributeNames.DestinationPort => PermissionAttributes.DestinationPort,
        AttributeNames.ConnectionSni => PermissionAttributes.ConnectionSni,
        _ when key.StartsWith(AttributeNames.EnvoyFilterPrefix, StringComparison.Ordinal) => PermissionAttributes.EnvoyFilter,
        _ => null,
    };

    private static RuleAttribute<Principal>? PrincipalOf(string key, string policyNamespace) => key switch
    {
        AttributeNames.SourceIp => PrincipalAttributes.SourceIp,
        AttributeNames.RemoteIp => PrincipalAttributes.RemoteIp,
        AttributeNames.SourceNamespace => PrincipalAttributes.Namespaces,
        AttributeNames.SourceTrustDomain => PrincipalAttributes.TrustDomains,
        AttributeNames.SourceServiceAccount => PrincipalAttributes.ServiceAccounts(policyNamespace),
        AttributeNames.SourcePrincipal => PrincipalAttributes.Principals,
        AttributeNames.RequestPrincipal => PrincipalAttributes.TokenPrincipals,
        AttributeNames.RequestAudiences => PrincipalAttributes.Audiences,
        AttributeNames.RequestPresenter => PrincipalAttributes.Presenters,
        _ when key.StartsWith(AttributeNames.RequestHeaders, StringComparison.Ordinal) => PrincipalAttributes.Headers,
        _ when key.StartsWith(AttributeNames.RequestClaims, StringComparison.Ordinal) => PrincipalAttributes.Claims,
        _ => null,
    };

    private static ImmutableList<RuleTerm<Permission>> Terms(Operation? operation) => operation is null ? [] :
        ImmutableList<RuleTerm<Permission>>.Empty
            .Append(PermissionAttributes.Hosts, "hosts", operation.Hosts, operation.NotHosts)
            .Append(PermissionAttributes.Methods, "methods", operation.Methods, operation.NotMethods)
            .Append(PermissionAttributes.Paths, "paths", operation.Paths, operation.NotPaths)
            .Append(PermissionAttributes.DestinationPort, AttributeNames.DestinationPort, operation.Ports, operation.NotPorts);

    private static ImmutableList<RuleTerm<Principal>> Terms(Source? source, string policyNamespace) => source is null ? [] :
        ImmutableList<RuleTerm<Principal>>.Empty
            .Append(PrincipalAttributes.Principals, AttributeNames.SourcePrincipal, source.Principals, source.NotPrincipals)
            .Append(PrincipalAttributes.TokenPrincipals, AttributeNames.RequestPrincipal, source.RequestPrincipals, source.NotRequestPrincipals)
            .Append(
                PrincipalAttributes.ServiceAccounts(policyNamespace),
                AttributeNames.SourceServiceAccount,
                source.ServiceAccounts,
                source.NotServiceAccounts)
            .Append(PrincipalAttributes.TrustDomains, AttributeNames.SourceTrustDomain, source.TrustDomains, source.NotTrustDomains)
            .Append(PrincipalAttributes.Namespaces, AttributeNames.SourceNamespace, source.Namespaces, source.NotNamespaces)
            .Append(PrincipalAttributes.RemoteIp, AttributeNames.RemoteIp, source.RemoteIpBlocks, source.NotRemoteIpBlocks)
            .Append(PrincipalAttributes.SourceIp, AttributeNames.SourceIp, source.IpBlocks, source.NotIpBlocks);

    private static RuleTerm<Principal> Migrate(RuleTerm<Principal> term, TrustDomains domains, int times) => term.Key switch
    {
        _ when domains.Names.Count == 0 => term,
        AttributeNames.SourcePrincipal =>
            term with { Values = domains.OfPrincipals(term.Values, times), NotValues = domains.OfPrincipals(term.NotValues, times) },
        AttributeNames.SourceTrustDomain =>
            term with { Values = domains.OfTrustDomains(term.Values), NotValues = domains.OfTrustDomains(term.NotValues) },
        _ => term,
    };
}

file static class TermLists
{
    public static ImmutableList<RuleTerm<T>> Append<T>(
        this ImmutableList<RuleTerm<T>> terms, RuleAttribute<T> attribute, string key, IReadOnlyList<string> values, IReadOnlyList<string> notValues)
        where T : class =>
        values.Count == 0 && notValues.Count == 0 ? terms : terms.Add(new(attribute, key, values, notValues));
}
