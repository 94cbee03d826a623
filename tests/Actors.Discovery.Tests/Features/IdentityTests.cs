using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Discovery.Identities;
using MeshActors.Grpc;
using MeshActors.Mesh.Objects;
using MeshActors.Translation;
using EnvoySecret = Envoy.Extensions.TransportSockets.Tls.V3.Secret;

namespace MeshActors.Actors.Discovery.Tests.Features;

public sealed class IdentityTests
{
    private const string Productpage = "spiffe://cluster.local/ns/default/sa/productpage";
    private const string Site = "kubernetes://site";

    [Theory]
    [InlineData("spiffe://cluster.local/ns/other/sa/productpage")]
    [InlineData("spiffe://cluster.local/ns/default/sa/reviews")]
    [InlineData("productpage.default.svc")]
    public async Task NodeOfAnotherIdentity_IsRefused(string identity)
    {
        await using var ads = await AdsFixture.StartAsync(callers: new ProvedCaller(identity));
        using var client = ads.OpenDelta(with: WithAccount);

        await client.SubscribeAsync(XdsType.Cluster);

        var status = await client.EndAsync();
        status.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        status.Detail.ShouldBe($"authorization failed: no identities ([{identity}]) matched default/productpage");
        ads.Settings.Connections.Count.ShouldBe(0);
    }

    [Fact]
    public async Task NodeWithOneOfItsIdentities_IsServed()
    {
        await using var ads = await AdsFixture.StartAsync(callers: new ProvedCaller("productpage.default.svc", Productpage));
        using var client = ads.OpenDelta(with: WithAccount);

        await client.SubscribeAsync(XdsType.Cluster);

        (await client.NextAsync()).Resources.ShouldNotBeEmpty();
        (await ads.ConnectionsAsync()).ShouldHaveSingleItem().Node.VerifiedIdentity.ShouldBe(Productpage);
    }

    [Fact]
    public async Task CallerThatProvesNothing_IsRefusedBeforeItIsRead()
    {
        await using var ads = await AdsFixture.StartAsync(callers: new Refusal());
        using var client = ads.OpenDelta();

        (await client.EndAsync()).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Secret_IsSentOnceAndAgainWhenItChanges()
    {
        await using var ads = await AdsFixture.StartAsync(callers: new ProvedCaller(Productpage));
        ads.Mesh.Objects.Apply(SecretOf("chain"));
        using var client = ads.OpenDelta();
        await client.SubscribeAsync(XdsType.Secret, Site, "kubernetes://none");
        while (!client.Held[XdsType.Secret].ContainsKey(Site))
        {
            await client.NextAsync();
        }

        ads.Mesh.Objects.Apply(SecretOf("renewed"));

        var response = await client.NextAsync();
        var secret = EnvoySecret.Parser.ParseFrom(response.Resources.ShouldHaveSingleItem().Resource_.Value);
        secret.TlsCertificate.CertificateChain.InlineBytes.ToStringUtf8().ShouldBe("renewed");
        ads.Mesh.Objects.Delete(ResourceKinds.Secret, "default", "site");
        (await client.NextAsync()).RemovedResources.ShouldBe([Site]);
    }

    [Fact]
    public async Task Secret_OverStateOfTheWorld_IsSentAndThatWhichIsMissingIsNot()
    {
        await using var ads = await AdsFixture.StartAsync(callers: new ProvedCaller(Productpage));
        ads.Mesh.Objects.Apply(SecretOf("chain"));
        using var client = ads.OpenSotw();

        await client.SubscribeAsync(XdsType.Secret, Site, "kubernetes://none");

        (await client.NextAsync()).Resources.ShouldHaveSingleItem().Unpack<EnvoySecret>().Name.ShouldBe(Site);
    }

    [Fact]
    public async Task Wildcard_OfSecrets_GetsNone()
    {
        await using var ads = await AdsFixture.StartAsync(callers: new ProvedCaller(Productpage));
        ads.Mesh.Objects.Apply(SecretOf("chain"));
        using var client = ads.OpenDelta();

        await client.SubscribeAsync(XdsType.Secret, "*");

        (await client.NextAsync()).RemovedResources.ShouldBe(["*"]);
    }

    [Fact]
    public async Task Secret_ForAProxyInClearText_IsAbsent()
    {
        await using var ads = await AdsFixture.StartAsync();
        ads.Mesh.Objects.Apply(SecretOf("chain"));
        using var client = ads.OpenDelta();

        await client.SubscribeAsync(XdsType.Secret, Site);

        (await client.NextAsync()).RemovedResources.ShouldBe([Site]);
        ads.Mesh.Log.Messages.ShouldContain(message => message.Contains("has not proved who it is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secret_RefusedByTheApiServer_IsAbsent()
    {
        await using var ads = await AdsFixture.StartAsync(callers: new ProvedCaller(Productpage));
        ads.Mesh.Access.Verdict = () => new AccessVerdict(false, "no role says so");
        ads.Mesh.Objects.Apply(SecretOf("chain"));
        using var client = ads.OpenDelta();

        await client.SubscribeAsync(XdsType.Secret, Site);

        (await client.NextAsync()).RemovedResources.ShouldBe([Site]);
    }

    private static void WithAccount(Node node) => node.Metadata.Fields["SERVICE_ACCOUNT"] = Value.ForString("productpage");

    private static string SecretOf(string chain) => $$"""
        apiVersion: v1
        kind: Secret
        metadata: {name: site, namespace: default}
        type: kubernetes.io/tls
        stringData: {tls.crt: {{chain}}, tls.key: key}
        """;

    private sealed class Refusal : ICallerAuthenticator
    {
        public ValueTask<IReadOnlyList<string>?> AuthenticateAsync(ServerCallContext call) =>
            throw new RpcException(new RpcStatus(StatusCode.Unauthenticated, "authentication failure"));
    }
}
