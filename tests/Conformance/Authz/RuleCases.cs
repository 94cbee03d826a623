using Envoy.Config.Rbac.V3;
using Google.Protobuf;
using MeshActors.Conformance.Cases;
using MeshActors.Translation.Security.Authorization;

namespace MeshActors.Conformance.Authz;

/// <summary>Cases of single attributes.</summary>
internal static class RuleCases
{
    public static IEnumerable<AuthzValue> Generator(CaseFile file)
    {
        var attribute = file.Text("attribute");
        return PermissionOf(attribute) is { } permission ? [Single(file, permission, Connectives.OfPermissions, found => found.OrRules?.Rules)]
            : PrincipalOf(attribute) is { } principal ? [Single(file, principal, Connectives.OfPrincipals, found => found.OrIds?.Ids)]
            : throw new InvalidDataException($"no attribute {attribute}");
    }

    public static IEnumerable<AuthzValue> RequestPrincipal(CaseFile file) =>
    [
        AuthzValue.OfMessage(
            "principal",
            file.Content.GetProperty("expectedPrincipal"),
            PrincipalAttributes.TokenPrincipals.AnyOf("", [file.Text("value")], default, Connectives.OfPrincipals).Value),
    ];

    public static IEnumerable<AuthzValue> RulePrincipal(CaseFile file)
    {
        var term = new RuleTerm<Principal>(PrincipalOf(file.Text("attribute"))!, file.Text("key"), file.Texts("values"), file.Texts("notValues"));
        var (got, _) = term.Generate(TargetOf(file), Connectives.OfPrincipals);
        var expected = file.Content.GetProperty("expected").EnumerateArray().ToList();
        for (var i = 0; i < Math.Max(expected.Count, got.Count); i++)
        {
            yield return AuthzValue.OfMessage($"principal {i}", i < expected.Count ? expected[i] : null, i < got.Count ? got[i] : null);
        }
    }

    // The cases are about one value, which within a rule is the only member of a set of alternatives.
    private static AuthzValue Single<T>(CaseFile file, RuleAttribute<T> attribute, Connectives<T> join, Func<T, IList<T>?> alternatives)
        where T : class, IMessage, new()
    {
        var made = attribute.AnyOf(file.Text("key"), [file.Text("value")], TargetOf(file), join);
        var got = made.Value is { } value && alternatives(value) is [var only] ? only : made.Value;
        return AuthzValue.OfMessage("condition", file.Content.Find("expected"), made.Error is null ? got : null);
    }

    private static RuleTarget TargetOf(CaseFile file) => new(file.Flag("forTCP"), !file.Flag("useAuthenticated"));

    private static RuleAttribute<Permission>? PermissionOf(string attribute) => attribute switch
    {
        "destination.port" => PermissionAttributes.DestinationPort,
        "experimental.envoy.filters.*" => PermissionAttributes.EnvoyFilter,
        "operation.methods" => PermissionAttributes.Methods,
        "operation.paths" => PermissionAttributes.Paths,
        _ => null,
    };

    private static RuleAttribute<Principal>? PrincipalOf(string attribute) => attribute switch
    {
        "remote.ip" => PrincipalAttributes.RemoteIp,
        "source.ip" => PrincipalAttributes.SourceIp,
        "source.namespace" => PrincipalAttributes.Namespaces,
        "source.principal" => PrincipalAttributes.Principals,
        "source.trustDomain" => PrincipalAttributes.TrustDomains,
        _ => null,
    };
}
