using System.Collections.Frozen;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;

namespace MeshActors.Translation.Tests.Listeners;

public sealed class StockEnvoyListenerTests
{
    private static readonly FrozenSet<string> Extensions = FrozenSet.Create("envoy.filters.http.router", "envoy.filters.network.tcp_proxy");

    private static readonly ListenerMesh Mesh = new ListenerMesh()
        .With(ListenerMesh.Service("app", "10.2.0.1", ListenerMesh.Port("http", 8080, Protocol.Http)))
        .With(ListenerMesh.Service("db", "10.2.0.2", ListenerMesh.Port("tcp", 5432, Protocol.Tcp)))
        .With(new PeerAuthentication { Mtls = new() { Mode = MutualTlsMode.Strict } })
        .With(
            new Gateway
            {
                Selector = new Dictionary<string, string> { ["istio"] = "gateway" },
                Servers =
                [
                    new()
                    {
                        Port = new() { Number = 15443, Protocol = "HTTPS", Name = "mesh" },
                        Hosts = ["*"],
                        Tls = new() { Mode = ServerTlsMode.IstioMutual },
                    },
                    new()
                    {
                        Port = new() { Number = 8443, Protocol = "HTTPS", Name = "https" },
                        Hosts = ["*"],
                        Tls = new() { Mode = ServerTlsMode.Simple, ServerCertificate = "/certs/tls.crt", PrivateKey = "/certs/tls.key" },
                    },
                ],
            },
            "gw");

    [Fact]
    public void Listeners_HoldNoFilterThatOnlyIstioProxyKnows()
    {
        ProxyNode[] nodes = [ListenerMesh.Sidecar with { Extensions = Extensions }, ListenerMesh.Gateway with { Extensions = Extensions }];

        var text = string.Concat(nodes.SelectMany(node => Mesh.ListenersOf(node).Values).Select(EnvoyJson.Print));

        text.ShouldNotBeEmpty();
        text.ShouldNotContain("istio.metadata_exchange");
        text.ShouldNotContain("istio.stats");
        text.ShouldNotContain("istio.alpn");
        text.ShouldNotContain("sds-grpc");
    }

    [Fact]
    public void InboundChains_TakePlainText()
    {
        var listener = Mesh.ListenersOf(ListenerMesh.Sidecar with { Extensions = Extensions })["virtualInbound"];

        listener.FilterChains.ShouldAllBe(chain => chain.TransportSocket == null);
    }

    [Fact]
    public void GatewayServersOfMeshTls_TakePlainText()
    {
        var listener = Mesh.ListenersOf(ListenerMesh.Gateway with { Extensions = Extensions })["0.0.0.0_15443"];

        listener.FilterChains.ShouldHaveSingleItem().TransportSocket.ShouldBeNull();
    }

    [Fact]
    public void CertificateFiles_AreReadByEnvoyItself()
    {
        var listener = Mesh.ListenersOf(ListenerMesh.Gateway with { Extensions = Extensions })["0.0.0.0_8443"];

        EnvoyJson.Print(listener).ShouldContain("\"filename\":\"/certs/tls.crt\"");
    }
}
