using Envoy.Config.Listener.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Tests.Listeners;

namespace MeshActors.Translation.Tests.Features;

public sealed class InboundFeatureTests
{
    private static readonly Service App = ListenerMesh.Service(
        "app", "10.2.0.1", ListenerMesh.Port("http", 8080, Protocol.Http), ListenerMesh.Port("tcp", 9443, Protocol.Tcp));

    private static readonly Sidecar Ingress = new()
    {
        Ingress =
        [
            new()
            {
                Port = new() { Number = 9443, Protocol = "HTTPS", Name = "https" },
                DefaultEndpoint = "127.0.0.1:80",
                Tls = new() { Mode = ServerTlsMode.Simple, ServerCertificate = "/chain", PrivateKey = "/key" },
            },
        ],
    };

    [Fact]
    public void SidecarIngressTls_WithoutMutualTls_EndsTheSidecarsOwn()
    {
        var chain = Chains(new() { SidecarIngressTls = true }, MutualTlsMode.Disable).ShouldHaveSingleItem();

        chain.FilterChainMatch.TransportProtocol.ShouldBe("tls");
        chain.IsHttp().ShouldBeTrue();
        var context = chain.TransportSocket.TypedConfig.Unpack<DownstreamTlsContext>();
        context.RequireClientCertificate.ShouldBe(false);
        context.CommonTlsContext.TlsCertificateSdsSecretConfigs.ShouldHaveSingleItem().Name.ShouldBe("file-cert:/chain~/key");
    }

    [Fact]
    public void SidecarIngressTls_WhereTheMeshsMutualTlsIsTaken_ThatHolds() =>
        Chains(new() { SidecarIngressTls = true }, MutualTlsMode.Strict).ShouldHaveSingleItem()
            .TransportSocket.TypedConfig.Unpack<DownstreamTlsContext>().RequireClientCertificate.ShouldBe(true);

    [Fact]
    public void SidecarIngressTls_SwitchedOff_IsLeftToTheApplication()
    {
        var chain = Chains(new(), MutualTlsMode.Disable).ShouldHaveSingleItem();

        chain.TransportSocket.ShouldBeNull();
        chain.IsHttp().ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, new uint[] { 9443 })]
    [InlineData(true, new uint[] { 8080, 9443 })]
    public void MergedInboundListeners_PortsOfServices_StandBesideTheSidecars(bool on, uint[] ports)
    {
        var chains = Mesh(new() { MergedInboundListeners = on }, MutualTlsMode.Disable).ListenersOf(ListenerMesh.Sidecar)["virtualInbound"].FilterChains;

        chains.Where(chain => chain.Name.StartsWith("0.0.0.0", StringComparison.Ordinal) || chain.Name.StartsWith("10.1", StringComparison.Ordinal))
            .Select(chain => chain.FilterChainMatch.DestinationPort!.Value).Order().ShouldBe(ports);
    }

    [Fact]
    public void Ipv4BesideIpv6_ProxyOfIpv6Alone_CapturesIpv4Too()
    {
        var node = ListenerMesh.Sidecar with { HasIpv4 = false, HasIpv6 = true, IpAddresses = ["fd00::1"] };

        Capture(new() { Ipv4BesideIpv6 = true }).AdditionalAddresses.ShouldHaveSingleItem().Address.SocketAddress.Address.ShouldBe("0.0.0.0");
        Capture(new()).AdditionalAddresses.ShouldBeEmpty();

        Listener Capture(MeshFeatures features) => FeatureScene.Listeners(features).With(App).ListenersOf(node)["virtualOutbound"];
    }

    private static IEnumerable<FilterChain> Chains(MeshFeatures features, MutualTlsMode mode) =>
        Mesh(features, mode).ListenersOf(ListenerMesh.Sidecar)["virtualInbound"].FilterChains
            .Where(chain => chain.FilterChainMatch.DestinationPort == 9443);

    private static ListenerMesh Mesh(MeshFeatures features, MutualTlsMode mode) =>
        FeatureScene.Listeners(features).With(App).With(Ingress).With(new PeerAuthentication { Mtls = new() { Mode = mode } });
}
