using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Tests.Listeners;

public sealed class GatewayListenerTests
{
    private static readonly WorkloadSelector Selector = new() { Labels = new Dictionary<string, string> { ["istio"] = "gateway" } };

    [Fact]
    public void HttpServers_OfOnePort_AskForOneRouteConfiguration()
    {
        var listener = With(Server(8080, "HTTP", "a.example.com"), Server(8080, "HTTP", "b.example.com")).ListenersOf(ListenerMesh.Gateway)["0.0.0.0_8080"];

        var manager = listener.FilterChains.ShouldHaveSingleItem().Http();
        manager.Rds.RouteConfigName.ShouldBe("http.8080");
        manager.UseRemoteAddress.ShouldBe(true);
        manager.HttpFilters[^1].Name.ShouldBe("envoy.filters.http.router");
    }

    [Theory]
    [InlineData(ServerTlsMode.Simple, false)]
    [InlineData(ServerTlsMode.Mutual, true)]
    [InlineData(ServerTlsMode.OptionalMutual, true)]
    public void Https_WithCredential_FetchesCertificateAndRoots(ServerTlsMode mode, bool validates)
    {
        var listener = With(Server(8443, "HTTPS", "a.example.com") with { Tls = new() { Mode = mode, CredentialName = "cert" } })
            .ListenersOf(ListenerMesh.Gateway)["0.0.0.0_8443"];

        var chain = listener.FilterChains.ShouldHaveSingleItem();
        chain.FilterChainMatch.ServerNames.ShouldBe(["a.example.com"]);
        var tls = chain.TransportSocket.TypedConfig.Unpack<DownstreamTlsContext>();
        tls.CommonTlsContext.TlsCertificateSdsSecretConfigs.ShouldHaveSingleItem().Name.ShouldBe("kubernetes://cert");
        tls.RequireClientCertificate.ShouldBe(mode == ServerTlsMode.Mutual);
        tls.CommonTlsContext.CombinedValidationContext?.ValidationContextSdsSecretConfig.Name
            .ShouldBe(validates ? "kubernetes://cert-cacert" : null);
    }

    [Fact]
    public void CipherSuites_ThatEnvoyDoesNotKnow_AreLeftOut()
    {
        var server = Server(8443, "HTTPS", "a.example.com") with
        {
            Tls = new()
            {
                Mode = ServerTlsMode.Simple,
                CredentialName = "cert",
                CipherSuites = ["ECDHE-RSA-AES128-GCM-SHA256", "NO-SUCH-CIPHER", "ECDHE-RSA-AES128-GCM-SHA256"],
                MinProtocolVersion = TlsProtocol.TlsV1_3,
            },
        };

        var parameters = With(server).ListenersOf(ListenerMesh.Gateway)["0.0.0.0_8443"].FilterChains[0]
            .TransportSocket.TypedConfig.Unpack<DownstreamTlsContext>().CommonTlsContext.TlsParams;

        parameters.CipherSuites.ShouldBe(["ECDHE-RSA-AES128-GCM-SHA256"]);
        parameters.TlsMinimumProtocolVersion.ShouldBe(TlsParameters.Types.TlsProtocol.Tlsv13);
    }

    [Fact]
    public void Passthrough_RoutesBySniAndKeepsTheFirstOfEqualNames()
    {
        var listener = With(Server(8443, "TLS", "*.example.com") with { Tls = new() { Mode = ServerTlsMode.Passthrough } })
            .With(TlsRoute("a.example.com", "one.example.com"), name: "first")
            .With(TlsRoute("a.example.com", "two.example.com"), name: "second")
            .ListenersOf(ListenerMesh.Gateway)["0.0.0.0_8443"];

        var chain = listener.FilterChains.ShouldHaveSingleItem();
        chain.TransportSocket.ShouldBeNull();
        chain.Tcp().Cluster.ShouldBe("outbound|8443||one.example.com");
        listener.ListenerFilters.ShouldHaveSingleItem().Name.ShouldBe("envoy.filters.listener.tls_inspector");
    }

    [Fact]
    public void AutoPassthrough_HasAChainForEveryClusterOfTheOfferedHosts()
    {
        var listener = With(Server(15443, "TLS", "*.local") with { Tls = new() { Mode = ServerTlsMode.AutoPassthrough } })
            .With(ListenerMesh.Service("web", "10.2.0.1", ListenerMesh.Port("http", 80, Protocol.Http)))
            .With(new DestinationRule { Host = "web.default.svc.cluster.local", Subsets = [new() { Name = "v1" }] })
            .ListenersOf(ListenerMesh.Gateway)["0.0.0.0_15443"];

        listener.FilterChains.Select(chain => chain.FilterChainMatch.ServerNames.Single()).ShouldBe(
            ["outbound_.80_._.web.default.svc.cluster.local", "outbound_.80_.v1_.web.default.svc.cluster.local"]);
        listener.FilterChains.ShouldAllBe(chain => chain.FilterChainMatch.ApplicationProtocols.Contains("istio"));
    }

    [Fact]
    public void TcpServer_WithoutRoute_HasNoListener() =>
        With(Server(5432, "TCP", "*")).ListenersOf(ListenerMesh.Gateway).ShouldBeEmpty();

    [Fact]
    public void PrivilegedPort_IsNotBoundByAnUnprivilegedPod()
    {
        var mesh = With(Server(80, "HTTP", "*"));

        mesh.ListenersOf(ListenerMesh.Gateway with { MayBindPrivilegedPorts = false }).ShouldBeEmpty();
        mesh.ListenersOf(ListenerMesh.Gateway).Keys.ShouldBe(["0.0.0.0_80"]);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("0.0.0.0", 0)]
    public void DualStack_AddressThatAGatewayNames_IsTheOnlyOne(string bind, int others)
    {
        var mesh = With(Server(8080, "HTTP", "*") with { Bind = bind });
        mesh.Mesh = mesh.Mesh with { Features = new() { DualStack = true } };

        var listener = mesh.ListenersOf(ListenerMesh.Gateway with { HasIpv6 = true, IpAddresses = ["10.1.0.1", "fd00::1"] })["0.0.0.0_8080"];

        listener.AdditionalAddresses.Count.ShouldBe(others);
    }

    [Fact]
    public void ProxyProtocol_OfTheTopology_IsReadFirst()
    {
        var mesh = With(Server(8080, "HTTP", "*"));
        mesh.Mesh = mesh.Mesh with { DefaultConfig = mesh.Mesh.DefaultConfig with { GatewayTopology = new() { NumTrustedProxies = 2, ProxyProtocol = new() } } };

        var listener = mesh.ListenersOf(ListenerMesh.Gateway)["0.0.0.0_8080"];

        listener.ListenerFilters[0].Name.ShouldBe("envoy.filters.listener.proxy_protocol");
        listener.FilterChains[0].Http().XffNumTrustedHops.ShouldBe(2u);
    }

    private static ListenerMesh With(params Server[] servers) => new ListenerMesh().With(new Gateway { Selector = Selector.Labels, Servers = servers }, "gw");

    private static Server Server(int port, string protocol, string host) =>
        new() { Port = new() { Number = port, Protocol = protocol, Name = $"{protocol}-{port}" }, Hosts = [host] };

    private static VirtualService TlsRoute(string sni, string host) => new()
    {
        Hosts = [sni],
        Gateways = ["default/gw"],
        Tls = [new() { Match = [new() { SniHosts = [sni] }], Route = [new() { Destination = new() { Host = host } }] }],
    };
}
