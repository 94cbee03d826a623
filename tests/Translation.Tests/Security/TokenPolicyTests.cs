using Envoy.Extensions.Filters.Http.JwtAuthn.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Security;
using MeshActors.Translation.Security.Authentication;
using MeshActors.Translation.Tests.Endpoints;
using Shouldly;
using Xunit;

namespace MeshActors.Translation.Tests.Security;

public sealed class TokenPolicyTests
{
    private const string Remote = "{issuer: a, jwksUri: 'https://a/keys', spaceDelimitedClaims: [roles]}";
    private const string Inline = "{issuer: b, jwks: '{}'}";

    [Fact]
    public void For_RuleWithFetchedKeys_CarriesThem()
    {
        var keys = new FakeKeys { ["https://a/keys"] = "fetched" };

        Filter(PolicyMesh.Policies(PolicyMesh.RequestAuthentication("a", Remote), keys: keys)).Providers["origins-0"].LocalJwks.InlineString
            .ShouldBe("fetched");
    }

    [Fact]
    public void For_KeysThatChange_BuildsTheFilterAnew()
    {
        var keys = new FakeKeys();
        var policies = new SecurityPolicies(keys);
        var context = PolicyMesh.Context(PolicyMesh.RequestAuthentication("a", Remote));
        var before = policies.For(context, []);
        Filter(before).Providers["origins-0"].LocalJwks.InlineString.ShouldContain("\"kty\": \"RSA\"");

        keys["https://a/keys"] = "fetched";

        var after = policies.For(context, []);
        Filter(after).Providers["origins-0"].LocalJwks.InlineString.ShouldBe("fetched");
        policies.For(context, []).ShouldBeSameAs(after);
    }

    [Fact]
    public void For_OneIssuer_LetsRequestsWithoutTokenPass()
    {
        var requirement = Filter(PolicyMesh.Policies(PolicyMesh.RequestAuthentication("b", Inline))).Rules.ShouldHaveSingleItem().Requires;

        requirement.RequiresAny.Requirements.Select(one => one.RequiresTypeCase).ShouldBe(
            [JwtRequirement.RequiresTypeOneofCase.ProviderName, JwtRequirement.RequiresTypeOneofCase.AllowMissing]);
    }

    [Fact]
    public void For_SeveralIssuers_AcceptsOneValidTokenOrNoInvalidOne()
    {
        var filter = Filter(PolicyMesh.Policies(PolicyMesh.RequestAuthentication("b", Inline) + PolicyMesh.RequestAuthentication("a", Remote)));

        filter.Providers["origins-0"].Issuer.ShouldBe("a");
        filter.Providers["origins-1"].Issuer.ShouldBe("b");
        var alternatives = filter.Rules.ShouldHaveSingleItem().Requires.RequiresAny.Requirements;
        alternatives.Take(2).Select(one => one.ProviderName).ShouldBe(["origins-0", "origins-1"]);
        alternatives[2].RequiresAll.Requirements.Count.ShouldBe(2);
    }

    [Fact]
    public void For_RuleWithListClaims_AddsThemToThoseOfOAuth() =>
        Filter(PolicyMesh.Policies(PolicyMesh.RequestAuthentication("a", Remote))).Providers["origins-0"].NormalizePayloadInMetadata.SpaceDelimitedClaims
            .ShouldBe(["permission", "roles", "scope"]);

    [Theory]
    [InlineData(ProxyType.Sidecar, false)]
    [InlineData(ProxyType.Router, true)]
    public void For_Gateway_RoutesAnewByClaims(ProxyType type, bool clears) =>
        Filter(PolicyMesh.Policies(PolicyMesh.RequestAuthentication("b", Inline), PolicyMesh.Cart with { Type = type }))
            .Providers["origins-0"].ClearRouteCache.ShouldBe(clears);

    [Theory]
    [InlineData(JwksFetching.ControlPlane, JwtProvider.JwksSourceSpecifierOneofCase.LocalJwks)]
    [InlineData(JwksFetching.Hybrid, JwtProvider.JwksSourceSpecifierOneofCase.LocalJwks)]
    [InlineData(JwksFetching.DataPlane, JwtProvider.JwksSourceSpecifierOneofCase.RemoteJwks)]
    public void For_IssuerThatIsNoService_IsFetchedByWhomTheSettingSays(JwksFetching fetching, JwtProvider.JwksSourceSpecifierOneofCase source)
    {
        var provider = Filter(PolicyMesh.Policies(PolicyMesh.RequestAuthentication("a", Remote), mesh: FetchedBy(fetching))).Providers["origins-0"];
        provider.JwksSourceSpecifierCase.ShouldBe(source);
    }

    [Fact]
    public void For_IssuerThatIsAServiceOfTheMesh_IsFetchedThroughItsCluster()
    {
        const string Rule = "{issuer: a, jwksUri: 'http://cart.shop.svc.cluster.local:8000/keys'}";

        Filter(PolicyMesh.Policies(SceneYaml.Service() + PolicyMesh.RequestAuthentication("a", Rule), mesh: FetchedBy(JwksFetching.Hybrid))).Providers["origins-0"].RemoteJwks.HttpUri.Cluster
            .ShouldBe("outbound|8000||cart.shop.svc.cluster.local");
    }

    [Fact]
    public void For_IssuerAtAnAddress_IsFetchedThroughTheClusterOfTheBareAddress()
    {
        const string Rule = "{issuer: a, jwksUri: 'https://[2001:db8::1]/keys'}";

        Filter(PolicyMesh.Policies(PolicyMesh.RequestAuthentication("a", Rule), mesh: FetchedBy(JwksFetching.DataPlane))).Providers["origins-0"].RemoteJwks.HttpUri.Cluster
            .ShouldBe("outbound|443||2001:db8::1");
    }

    private static MeshConfig FetchedBy(JwksFetching fetching) =>
        MeshConfigDefaults.Mesh with { Features = new() { JwksFetching = fetching } };

    private static JwtAuthentication Filter(ListenerPolicies policies) =>
        policies.Authentication.ShouldHaveSingleItem().TypedConfig.Unpack<JwtAuthentication>();

    private sealed class FakeKeys : Dictionary<string, string>, IJsonWebKeySets
    {
        public string? Find(string issuer, string uri) => this.GetValueOrDefault(uri);
    }
}
