using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.TransportSockets.Quic.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;
using MeshActors.Translation.Tests.Listeners;
using Codec = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.CodecType;

namespace MeshActors.Translation.Tests.Features;

public sealed class QuicTests
{
    private const string Quic = "udp_0.0.0.0_443";
    private static readonly MeshFeatures On = new() { QuicListeners = true };

    [Fact]
    public void HttpsServer_WhoseServiceHasThePortForUdp_SpeaksHttp3Beside()
    {
        var listeners = Mesh(On, Protocol.Udp, ServerTlsMode.Simple).ListenersOf(ListenerMesh.Gateway);

        listeners.Keys.ShouldBe(["0.0.0.0_443", Quic], ignoreOrder: true);
        var listener = listeners[Quic];
        listener.Address.SocketAddress.Protocol.ShouldBe(SocketAddress.Types.Protocol.Udp);
        listener.UdpListenerConfig.QuicOptions.ShouldNotBeNull();
        listener.ListenerFilters.ShouldBeEmpty();
        var chain = listener.FilterChains.ShouldHaveSingleItem();
        chain.FilterChainMatch.ServerNames.ShouldBe(["a.example.com"]);
        chain.Http().CodecType.ShouldBe(Codec.Http3);
        chain.Http().Rds.RouteConfigName.ShouldBe("https.443.https.gw.default");
    }

    [Fact]
    public void MutualTls_OverUdp_DoesNotAskForCertificates()
    {
        var socket = Mesh(On, Protocol.Udp, ServerTlsMode.Mutual).ListenersOf(ListenerMesh.Gateway)[Quic].FilterChains[0].TransportSocket;

        socket.Name.ShouldBe("envoy.transport_sockets.quic");
        var tls = socket.TypedConfig.Unpack<QuicDownstreamTransport>().DownstreamTlsContext;
        tls.RequireClientCertificate.ShouldBe(false);
        tls.CommonTlsContext.AlpnProtocols.ShouldBe(["h3"]);
    }

    [Theory]
    [InlineData(false, Protocol.Udp)]
    [InlineData(true, Protocol.Https)]
    public void HttpsServer_WithoutUdpOrSwitch_SpeaksTcpOnly(bool on, Protocol second) =>
        Mesh(new() { QuicListeners = on }, second, ServerTlsMode.Simple).ListenersOf(ListenerMesh.Gateway).Keys.ShouldBe(["0.0.0.0_443"]);

    [Theory]
    [InlineData(true, "h3=\":443\"; ma=86400")]
    [InlineData(false, null)]
    public void Routes_OfSuchAServer_TellClients(bool on, string? header)
    {
        var mesh = FeatureScene.Mesh(new() { QuicListeners = on });
        var snapshot = new NamespaceSnapshot
        {
            Namespace = ListenerMesh.Namespace,
            Services = [ServiceOf(Protocol.Udp)],
            Objects = new[] { Gateway(ServerTlsMode.Simple), Route }.ToDictionary(found => found.Kind, found => (IReadOnlyList<Mesh.Objects.MeshObject>)[found]),
        };
        var view = MeshView.Assemble(
            new() { Mesh = mesh, Networks = new() }, new Dictionary<string, NamespaceSnapshot> { [snapshot.Namespace] = snapshot }, null);

        var routes = new RouteTranslator().Translate(
            TranslationContext.Of(ListenerMesh.Gateway, view), ["https.443.https.gw.default"], ServiceTargets.Of(ListenerMesh.Gateway, view))[0];

        (RouteConfiguration.Parser.ParseFrom(routes.Value.Span).VirtualHosts[0].Routes[0].ResponseHeadersToAdd
            .SingleOrDefault(added => added.Header.Key == "alt-svc")?.Header.Value).ShouldBe(header);
    }

    private static readonly Mesh.Objects.MeshObject Route = new Mesh.Objects.Config<VirtualService>
    {
        Meta = new() { Name = "vs", Namespace = ListenerMesh.Namespace },
        Spec = new()
        {
            Hosts = ["a.example.com"],
            Gateways = ["default/gw"],
            Http = [new() { Route = [new() { Destination = new() { Host = "b.example.com" } }] }],
        },
    };

    private static Mesh.Objects.MeshObject Gateway(ServerTlsMode mode) => new Mesh.Objects.Config<Gateway>
    {
        Meta = new() { Name = "gw", Namespace = ListenerMesh.Namespace },
        Spec = SpecOf(mode),
    };

    private static Gateway SpecOf(ServerTlsMode mode) => new()
    {
        Selector = new Dictionary<string, string> { ["istio"] = "gateway" },
        Servers =
        [
            new()
            {
                Port = new() { Number = 443, Name = "https", Protocol = "HTTPS" },
                Hosts = ["a.example.com"],
                Tls = new() { Mode = mode, ServerCertificate = "/cert.pem", PrivateKey = "/key.pem", CaCertificates = "/ca.pem" },
            },
        ],
    };

    private static ListenerMesh Mesh(MeshFeatures features, Protocol second, ServerTlsMode mode) =>
        FeatureScene.Listeners(features).With(ServiceOf(second)).With(SpecOf(mode), "gw");

    private static Service ServiceOf(Protocol second) => ListenerMesh.Service(
        "ingress", "10.2.0.9", ListenerMesh.Port("https", 443, Protocol.Https), ListenerMesh.Port("second", 443, second)) with
    {
        Selector = new Dictionary<string, string> { ["istio"] = "gateway" },
    };
}
