using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.EnvoyApi;
using MeshActors.Grpc;
using MeshActors.Kubernetes;
using MeshActors.Testing.Xds;
using EnvoySecret = Envoy.Extensions.TransportSockets.Tls.V3.Secret;
using StoredSecret = MeshActors.Kubernetes.Secret;

namespace MeshActors.Host.Tests.Callers;

/// <summary>Streams on the secure port, over real TLS, with identities that certificates and tokens prove.</summary>
public sealed class SecurePortTests(SecureReplica replica) : IClassFixture<SecureReplica>
{
    private const string Gateway = "spiffe://cluster.local/ns/shop/sa/gateway";
    private const string Site = "kubernetes://site";

    [Fact]
    public async Task Gateway_WithACertificate_GetsItsSecretAndEveryChangeOfIt()
    {
        using var certificate = WorkloadCertificate.Issue(replica.Authority, [Gateway]);
        using var channel = replica.Connect(certificate);
        using var stream = SecureReplica.Open(channel);
        await stream.SubscribeAsync(TypeUrls.Secret, [Site]);
        ChainOf(await stream.NextAsync()).ShouldNotBeEmpty();

        await replica.Client.ChangeAsync<StoredSecret>(
            "shop",
            "site",
            secret => secret! with { Data = new Dictionary<string, byte[]>(secret.Data!) { ["tls.crt"] = "renewed"u8.ToArray() } },
            CancellationToken.None);

        ChainOf(await stream.NextAsync()).ShouldBe("renewed");
    }

    [Fact]
    public async Task Gateway_WithAToken_GetsItsSecret()
    {
        var token = await AccountToken.RequestAsync(replica.Client, "shop", "gateway", "istio-ca");
        using var channel = replica.Connect();
        using var stream = SecureReplica.Open(channel, token: token);

        await stream.SubscribeAsync(TypeUrls.Secret, [Site]);

        ChainOf(await stream.NextAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Account_ThatMayNotReadSecrets_GetsNone()
    {
        var token = await AccountToken.RequestAsync(replica.Client, "shop", "cart", "istio-ca");
        using var channel = replica.Connect();
        using var stream = SecureReplica.Open(channel, account: "cart", token: token);

        await stream.SubscribeAsync(TypeUrls.Secret, [Site]);

        (await stream.NextAsync()).RemovedResources.ShouldBe([Site]);
    }

    [Fact]
    public async Task Caller_WithoutProof_IsNotAuthenticated()
    {
        using var channel = replica.Connect();
        using var stream = SecureReplica.Open(channel);

        var status = await stream.EndAsync();

        status.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        status.Detail.ShouldBe("authentication failure");
    }

    [Fact]
    public async Task Caller_WithATokenForSomebodyElse_IsNotAuthenticated()
    {
        var token = await AccountToken.RequestAsync(replica.Client, "shop", "gateway", "vault");
        using var channel = replica.Connect();
        using var stream = SecureReplica.Open(channel, token: token);

        (await stream.EndAsync()).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Caller_OfAnotherTrustDomain_IsNotAuthenticated()
    {
        using var certificate = WorkloadCertificate.Issue(replica.Authority, ["spiffe://elsewhere.example/ns/shop/sa/gateway"]);
        using var channel = replica.Connect(certificate);
        using var stream = SecureReplica.Open(channel);

        (await stream.EndAsync()).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Theory]
    [InlineData("other", "gateway")]
    [InlineData("shop", "cart")]
    public async Task Node_OfSomebodyElse_IsRefused(string ns, string account)
    {
        using var certificate = WorkloadCertificate.Issue(replica.Authority, [Gateway]);
        using var channel = replica.Connect(certificate);
        using var stream = SecureReplica.Open(channel, ns, account);
        await stream.SubscribeAsync(TypeUrls.Cluster, []);

        var status = await stream.EndAsync();

        status.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        status.Detail.ShouldBe($"authorization failed: no identities ([{Gateway}]) matched {ns}/{account}");
    }

    [Fact]
    public async Task Certificate_OfTwoIdentities_GetsNoConnection()
    {
        using var certificate = WorkloadCertificate.Issue(replica.Authority, [Gateway, "spiffe://cluster.local/ns/shop/sa/cart"]);
        using var channel = replica.Connect(certificate);
        using var stream = SecureReplica.Open(channel);

        (await stream.EndAsync()).StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task ClearText_IsServedWithoutIdentityAndWithoutSecrets()
    {
        using var channel = replica.ConnectInClearText();
        using var stream = SecureReplica.Open(channel);

        await stream.SubscribeAsync(TypeUrls.Secret, [Site]);

        (await stream.NextAsync()).RemovedResources.ShouldBe([Site]);
    }

    private static string ChainOf(Envoy.Service.Discovery.V3.DeltaDiscoveryResponse response) =>
        EnvoySecret.Parser.ParseFrom(response.Resources.ShouldHaveSingleItem().Resource_.Value).TlsCertificate.CertificateChain.InlineBytes.ToStringUtf8();
}
