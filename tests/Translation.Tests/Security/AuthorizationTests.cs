using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Security;
using MeshActors.Translation.Security.Authentication;
using MeshActors.Translation.Tests.Endpoints;
using Shouldly;
using Xunit;
using HttpRbac = Envoy.Extensions.Filters.Http.Rbac.V3.RBAC;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;
using TcpRbac = Envoy.Extensions.Filters.Network.Rbac.V3.RBAC;

namespace MeshActors.Translation.Tests.Security;

public sealed class AuthorizationTests
{
    private const string Gets = "rules: [{to: [{operation: {methods: [GET], ports: ['8080']}}]}]";

    [Fact]
    public void For_PolicyOfAnotherWorkload_GivesNone() =>
        PolicyMesh.Policies(PolicyMesh.Authorization("other", "selector: {matchLabels: {app: other}}, " + Gets))
            .ShouldBeSameAs(ListenerPolicies.None);

    [Fact]
    public void For_ProxiesWithTheSamePolicies_ShareOneInstance()
    {
        var policies = new SecurityPolicies(new NoJsonWebKeySets());
        var context = PolicyMesh.Context(PolicyMesh.Authorization("gets", Gets));
        var first = policies.For(context, []);

        policies.For(context with { Node = context.Node with { Id = "another", IpAddresses = ["10.1.0.7"] } }, []).ShouldBeSameAs(first);
    }

    [Fact]
    public void Http_AllActions_StandInOrderOfLogDenyAllow()
    {
        var filters = PolicyMesh.Policies(
            PolicyMesh.Authorization("allow", Gets)
            + PolicyMesh.Authorization("deny", "action: DENY, " + Gets)
            + PolicyMesh.Authorization("audit", "action: AUDIT, " + Gets)).Authorization;

        filters.Select(filter => Unpack(filter).Rules.Action)
            .ShouldBe([RBAC.Types.Action.Log, RBAC.Types.Action.Deny, RBAC.Types.Action.Allow]);
    }

    [Fact]
    public void Http_PolicyOfRootNamespace_CountsEverywhere() =>
        Rules(PolicyMesh.Policies(PolicyMesh.Authorization("mesh", Gets, ns: "istio-system")).Authorization)
            .ShouldBe(["ns[istio-system]-policy[mesh]-rule[0]"]);

    [Fact]
    public void Http_PolicyWithoutRules_MatchesNothing()
    {
        var policy = Unpack(PolicyMesh.Policies(PolicyMesh.Authorization("none", "rules: []")).Authorization.ShouldHaveSingleItem()).Rules.Policies.Values.Single();

        policy.Permissions.ShouldBe([new Permission { NotRule = new() { Any = true } }]);
        policy.Principals.ShouldBe([new Principal { NotId = new() { Any = true } }]);
    }

    [Fact]
    public void Http_DryRun_OnlyTellsWhatItWouldDo()
    {
        var rbac = Unpack(PolicyMesh.Policies(
            PolicyMesh.Authorization("try", "action: DENY, " + Gets, "annotations: {istio.io/dry-run: 'true'}")).Authorization.ShouldHaveSingleItem());

        rbac.Rules.ShouldBeNull();
        rbac.ShadowRules.Policies.Keys.ShouldBe(["ns[shop]-policy[try]-rule[0]"]);
        rbac.ShadowRulesStatPrefix.ShouldBe("istio_dry_run_deny_");
    }

    [Fact]
    public void Tcp_AllowWithHttpCondition_AllowsNothing() =>
        Unpack(PolicyMesh.Policies(PolicyMesh.Authorization("gets", Gets)).TcpAuthorization.ShouldHaveSingleItem()).Rules.Policies.ShouldBeEmpty();

    [Fact]
    public void Tcp_DenyWithHttpCondition_DeniesByWhatIsLeft()
    {
        var policy = Unpack(PolicyMesh.Policies(PolicyMesh.Authorization("gets", "action: DENY, " + Gets)).TcpAuthorization.ShouldHaveSingleItem())
            .Rules.Policies.Values.Single();

        policy.Permissions.ShouldHaveSingleItem().AndRules.Rules.ShouldHaveSingleItem().OrRules.Rules
            .ShouldBe([new Permission { DestinationPort = 8080 }]);
    }

    [Fact]
    public void Http_PrincipalOfAnAlias_IsKnownInEveryTrustDomain()
    {
        var mesh = MeshConfigDefaults.Mesh with { TrustDomain = "new", TrustDomainAliases = ["old"] };
        var rbac = Unpack(PolicyMesh.Policies(
            PolicyMesh.Authorization("from", "rules: [{from: [{source: {principals: [old/ns/a/sa/b]}}]}]"), mesh: mesh).Authorization.ShouldHaveSingleItem());

        rbac.Rules.Policies.Values.Single().Principals.Single().AndIds.Ids.Single().OrIds.Ids
            .Select(id => id.Authenticated.PrincipalName.Exact)
            .ShouldBe(["spiffe://new/ns/a/sa/b", "spiffe://old/ns/a/sa/b"]);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(40, 256)]
    public void Http_PrincipalAsCondition_IsMigratedOnceForEachSource(int sources, int principals)
    {
        var mesh = MeshConfigDefaults.Mesh with { TrustDomain = "new", TrustDomainAliases = ["old"] };
        var from = string.Join(", ", Enumerable.Range(0, sources).Select(i => $"{{source: {{ipBlocks: [10.0.0.{i}]}}}}"));
        var rbac = Unpack(PolicyMesh.Policies(
            PolicyMesh.Authorization("from", $"rules: [{{from: [{from}], when: [{{key: source.principal, values: [old/ns/a/sa/b]}}]}}]"),
            mesh: mesh).Authorization.ShouldHaveSingleItem());

        var alternatives = rbac.Rules.Policies.Values.Single().Principals;
        alternatives.Count.ShouldBe(sources);
        alternatives.ShouldAllBe(found => found.AndIds.Ids[1].OrIds.Ids.Count == principals);
        alternatives[0].AndIds.Ids[1].OrIds.Ids.Select(id => id.Authenticated.PrincipalName.Exact).Distinct()
            .ShouldBe(["spiffe://new/ns/a/sa/b", "spiffe://old/ns/a/sa/b"]);
    }

    [Theory]
    [InlineData("10.1.0.0/8", true)]
    [InlineData("10.1.0.0/08", false)]
    [InlineData("10.1.0.0/0", true)]
    public void Http_RangeOfPaddedLength_IsNone(string range, bool counts) =>
        Rules(PolicyMesh.Policies(PolicyMesh.Authorization("from", $"rules: [{{from: [{{source: {{ipBlocks: ['{range}']}}}}]}}]")).Authorization)
            .Any().ShouldBe(counts);

    [Theory]
    [InlineData("{kind: Gateway, group: gateway.networking.k8s.io, name: entry}", 1)]
    [InlineData("{kind: Gateway, group: gateway.networking.k8s.io, name: other}", 0)]
    [InlineData("{kind: Service, group: '', name: entry}", 0)]
    public void Http_PolicyWithReference_IsAttachedToTheGatewayThatItNames(string reference, int count)
    {
        var gateway = PolicyMesh.Cart with
        {
            Type = ProxyType.Router,
            Labels = new Dictionary<string, string> { ["gateway.networking.k8s.io/gateway-name"] = "entry" },
        };
        var yaml = PolicyMesh.Authorization("ref", $"targetRefs: [{reference}], " + Gets);

        PolicyMesh.Policies(yaml, gateway).Authorization.Count.ShouldBe(count);
        PolicyMesh.Policies(yaml).Authorization.ShouldBeEmpty();
    }

    [Fact]
    public void External_UnknownProvider_DeniesWhatItShouldDecide()
    {
        var filter = PolicyMesh.Policies(PolicyMesh.Authorization("ask", "action: CUSTOM, provider: {name: nobody}, " + Gets))
            .ExternalAuthorization.ShouldHaveSingleItem();

        Unpack(filter).Rules.Action.ShouldBe(RBAC.Types.Action.Deny);
        Unpack(filter).Rules.Policies.Keys.ShouldBe(["istio-ext-authz-nobody-ns[shop]-policy[ask]-rule[0]-deny-due-to-bad-CUSTOM-action"]);
    }

    [Theory]
    [InlineData("cart.shop.svc.cluster.local", "", true)]
    [InlineData("cart.shop.svc.cluster.local", "/check%20it?a=%", true)]
    [InlineData("cart.shop.svc.cluster.local", "/check%2", false)]
    [InlineData("cart.shop.svc.cluster.local", "/check%zz", false)]
    [InlineData("cart.shop.svc.cluster.local", "/che\tck", false)]
    [InlineData("shop/*.example.com", "", true)]
    [InlineData("*.example.com", "", false)]
    public void External_ProviderThatIstioRefuses_Denies(string service, string prefix, bool asks)
    {
        var mesh = MeshConfigDefaults.Mesh with
        {
            ExtensionProviders = [new() { Name = "ask", EnvoyExtAuthzHttp = new() { Service = service, Port = 80, PathPrefix = prefix } }],
        };
        var yaml = SceneYaml.Service() + """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: any, namespace: shop}
            spec: {hosts: ['*.example.com'], ports: [{number: 80, name: http, protocol: HTTP}]}
            ---

            """;

        PolicyMesh.Policies(yaml + PolicyMesh.Authorization("ask", "action: CUSTOM, provider: {name: ask}, " + Gets), mesh: mesh)
            .ExternalAuthorization.Any(filter => filter.Name == "envoy.filters.http.ext_authz").ShouldBe(asks);
    }

    private static IEnumerable<string> Rules(IReadOnlyList<HttpFilter> filters) => filters.SelectMany(filter => Unpack(filter).Rules.Policies.Keys);

    private static HttpRbac Unpack(HttpFilter filter) => filter.TypedConfig.Unpack<HttpRbac>();

    private static TcpRbac Unpack(NetworkFilter filter) => filter.TypedConfig.Unpack<TcpRbac>();
}
