using System.Globalization;
using System.Text.Json.Nodes;
using Envoy.Admin.V3;
using Envoy.Service.Discovery.V3;
using Envoy.Service.Status.V3;
using MeshActors.EnvoyApi;
using MeshActors.Grpc;
using EnvoySecret = Envoy.Extensions.TransportSockets.Tls.V3.Secret;

namespace MeshActors.Host.Tests.Callers;

/// <summary>Questions about the control plane, on streams of the secure port.</summary>
public sealed class DebugOverXdsTests(SecureReplica replica) : IClassFixture<SecureReplica>
{
    private const string Debug = "istio.io/debug";
    private const string Istiod = "spiffe://cluster.local/ns/istio-system/sa/istiod";
    private const string Gateway = "spiffe://cluster.local/ns/shop/sa/gateway";

    [Fact]
    public async Task Page_AskedForByTheControlPlanesNamespace_IsAnsweredAsOverHttp()
    {
        var response = await AskAsync(Istiod, Debug, "list");

        var resource = response.Resources.ShouldHaveSingleItem();
        (resource.Name, resource.Resource_.TypeUrl).ShouldBe(("list", Debug));
        JsonNode.Parse(resource.Resource_.Value.Span)!.AsArray().Select(page => page!.GetValue<string>()).ShouldContain("registryz");
        response.ControlPlane.Identifier.ShouldContain("\"Component\"");
    }

    [Fact]
    public async Task Page_OfTheWholeMesh_IsNotForWorkloads()
    {
        var status = await RefusalAsync(Gateway, Debug, "registryz");

        status.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        status.Detail.ShouldBe($"the debug info is not available for current identity: \"{Gateway}\"");
    }

    [Fact]
    public async Task Page_OfOneProxy_IsForItsOwnNamespace()
    {
        using var proxy = await ConnectedGatewayAsync();

        var own = await AskAsync(Gateway, Debug, $"config_dump?proxyID={proxy.Id}");
        EnvoyJson.Parse<ConfigDump>(own.Resources.ShouldHaveSingleItem().Resource_.Value.ToStringUtf8()).Configs.ShouldNotBeEmpty();
        var others = await AskAsync("spiffe://cluster.local/ns/other/sa/gateway", Debug, $"config_dump?proxyID={proxy.Id}");
        others.Resources.ShouldHaveSingleItem().Resource_.Value.ToStringUtf8().ShouldContain("is not connected");
    }

    [Theory]
    [InlineData]
    [InlineData("syncz", "list")]
    public async Task Question_ThatIsNotOne_IsRefused(params string[] names)
    {
        var status = await RefusalAsync(Istiod, Debug, names);

        status.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        status.Detail.ShouldBe("exactly one debug request is required");
    }

    [Theory]
    [InlineData(Debug)]
    [InlineData(Debug + "/syncz")]
    [InlineData(Debug + "/config_dump")]
    public async Task Question_InClearText_IsNotAuthenticated(string type)
    {
        using var channel = replica.ConnectInClearText();
        using var stream = SecureReplica.Open(channel, "istio-system", "istiod");
        await stream.SubscribeAsync(type, ["list"]);

        var status = await stream.EndAsync();

        status.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        status.Detail.ShouldBe("authentication required");
    }

    [Fact]
    public async Task SyncStatus_HasProxiesAndNotWhoAsks()
    {
        using var proxy = await ConnectedGatewayAsync();

        var all = await AskAsync(Istiod, Debug + "/syncz");
        var client = ClientConfig.Parser.ParseFrom(all.Resources.Single(resource => resource.Name == proxy.Id).Resource_.Value);
        client.Node.Metadata.Fields["CLUSTER_ID"].StringValue.ShouldBe("Kubernetes");
        var secrets = client.GenericXdsConfigs.ShouldHaveSingleItem();
        (secrets.TypeUrl, secrets.ConfigStatus).ShouldBe((TypeUrls.Secret, ConfigStatus.Synced));
        all.Resources.ShouldNotContain(resource => resource.Name.StartsWith("istiod-", StringComparison.Ordinal));
        (await AskAsync("spiffe://cluster.local/ns/other/sa/gateway", Debug + "/syncz")).Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task ConfigDump_HasNoKeys()
    {
        using var proxy = await ConnectedGatewayAsync();

        var dump = await AskAsync(Istiod, Debug + "/config_dump", proxy.Id);

        var secrets = SecretsConfigDump.Parser.ParseFrom(
            dump.Resources.Single(resource => resource.Resource_.TypeUrl.EndsWith("SecretsConfigDump", StringComparison.Ordinal)).Resource_.Value);
        var shown = EnvoySecret.Parser.ParseFrom(secrets.DynamicActiveSecrets.ShouldHaveSingleItem().Secret.Value).TlsCertificate;
        shown.CertificateChain.InlineBytes.ToStringUtf8().ShouldBe("chain");
        shown.PrivateKey.InlineBytes.ToStringUtf8().ShouldBe("[redacted]");
        (await AskAsync("spiffe://cluster.local/ns/other/sa/gateway", Debug + "/config_dump", proxy.Id)).Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Question_OfAProxyItself_LeavesItsSubscriptionsAlone()
    {
        using var certificate = WorkloadCertificate.Issue(replica.Authority, [Gateway]);
        using var channel = replica.Connect(certificate);
        using var stream = SecureReplica.Open(channel);
        await stream.SubscribeAsync(Debug, ["ndsz?proxyID=gateway-1.shop"]);
        (await stream.NextAsync()).TypeUrl.ShouldBe(Debug);

        await stream.SubscribeAsync(TypeUrls.Secret, ["kubernetes://site"]);

        (await stream.NextAsync()).TypeUrl.ShouldBe(TypeUrls.Secret);
    }

    private static (string Namespace, string Account) PartsOf(string identity) => identity.Split('/') is [.., var ns, _, var account] ? (ns, account) : default;

    // Connected, with its secret accepted: its question is answered after that.
    private async Task<Connected> ConnectedGatewayAsync()
    {
        var connected = new Connected(replica, Gateway);
        await connected.Stream.SubscribeAsync(TypeUrls.Secret, ["kubernetes://site"]);
        await connected.Stream.NextAsync();
        await connected.Stream.SubscribeAsync(Debug, [$"ndsz?proxyID={connected.Id}"]);
        await connected.Stream.NextAsync();
        return connected;
    }

    private async Task<DeltaDiscoveryResponse> AskAsync(string identity, string type, params string[] names)
    {
        using var asker = new Connected(replica, identity);
        await asker.Stream.SubscribeAsync(type, names);
        var response = await asker.Stream.NextAsync();
        response.TypeUrl.ShouldBe(type);
        return response;
    }

    private async Task<Grpc.Status> RefusalAsync(string identity, string type, params string[] names)
    {
        using var asker = new Connected(replica, identity);
        await asker.Stream.SubscribeAsync(type, names);
        return await asker.Stream.EndAsync();
    }

    private sealed class Connected : IDisposable
    {
        // No two have one name: the server may hear only later that the one before has gone.
        private static int _pods = 1;

        private readonly System.Security.Cryptography.X509Certificates.X509Certificate2 _certificate;
        private readonly GrpcChannel _channel;

        public Connected(SecureReplica replica, string identity)
        {
            var (ns, account) = PartsOf(identity);
            _certificate = WorkloadCertificate.Issue(replica.Authority, [identity]);
            _channel = replica.Connect(_certificate);
            var pod = Interlocked.Increment(ref _pods).ToString(CultureInfo.InvariantCulture);
            Id = $"{account}-{pod}.{ns}";
            Stream = SecureReplica.Open(_channel, ns, account, isProxy: identity == Gateway, pod: pod);
        }

        public string Id { get; }

        public MeshActors.Testing.Xds.DeltaStream Stream { get; }

        public void Dispose()
        {
            Stream.Dispose();
            _channel.Dispose();
            _certificate.Dispose();
        }
    }
}
