using System.Text;
using Envoy.Config.Rbac.V3;
using MeshActors.Conformance.Cases;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Security.Authorization;

namespace MeshActors.Conformance.Authz;

/// <summary>Cases of whole rules, by texts that must and must not appear in what they become.</summary>
internal static class ModelCases
{
    public static IEnumerable<AuthzValue> Generate(CaseFile file)
    {
        var action = file.Text("action") switch
        {
            "ALLOW" => RBAC.Types.Action.Allow,
            "DENY" => RBAC.Types.Action.Deny,
            "LOG" => RBAC.Types.Action.Log,
            var other => throw new InvalidDataException($"no action {other}"),
        };
        var target = new RuleTarget(file.Flag("forTCP"), !file.Flag("useAuthenticated"));
        var policy = RuleGenerator.Generate(ModelOf(file, TrustDomains.None), target, action);
        return Texts(file, policy is null ? "" : EnvoyJson.Print(policy));
    }

    public static IEnumerable<AuthzValue> MigrateTrustDomain(CaseFile file)
    {
        var model = ModelOf(file, TrustDomains.Of(file.Text("trustDomain"), file.Texts("trustDomainAliases")));
        return Texts(file, string.Join('\n', model.Principals.SelectMany(terms => terms).SelectMany(term => term.Values.Concat(term.NotValues))));
    }

    private static RuleModel ModelOf(CaseFile file, TrustDomains domains)
    {
        var json = $$$"""{"metadata":{"name":"policy","namespace":"foo"},"spec":{"rules":[{{{file.Content.GetProperty("rule").GetRawText()}}}]}}""";
        var parsed = ObjectParser.Parse(ResourceKinds.AuthorizationPolicy, Encoding.UTF8.GetBytes(json));
        var policy = parsed.Object as Config<AuthorizationPolicy> ?? throw new InvalidDataException(parsed.Describe());
        return RuleModel.Of(policy.Spec.Rules[0], "foo", domains) ?? throw new InvalidDataException("a condition on an unknown attribute");
    }

    private static IEnumerable<AuthzValue> Texts(CaseFile file, string text) =>
    [
        .. file.Texts("contains").Select(part => AuthzValue.OfFlag(part, true, text.Contains(part, StringComparison.Ordinal))),
        .. file.Texts("notContains").Select(part => AuthzValue.OfFlag(part, false, text.Contains(part, StringComparison.Ordinal))),
    ];
}
