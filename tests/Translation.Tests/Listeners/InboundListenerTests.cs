using Envoy.Config.Listener.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using FilterChain = Envoy.Config.Listener.V3.FilterChain;

namespace MeshActors.Translation.Tests.Listeners;

public sealed class InboundListenerTests
{
    private static readonly MeshPort Http = ListenerMesh.Port("http", 8080, Protocol.Http);

    [Fact]
    public void WithoutPolicy_MutualTlsAndPlainTextAreBothTaken()
    {
        var chains = PortChains(Capture(new ListenerMesh()), 8080);

        chains.Select(chain => (chain.FilterChainMatch.TransportProtocol, chain.TransportSocket is not null))
            .ShouldBe([("tls", true), ("raw_buffer", false)]);
        chains.ShouldAllBe(chain => chain.Name == "0.0.0.0_8080" && chain.IsHttp());
    }

    [Fact]
    public void StrictPolicy_LeavesNoPlainTextChain()
    {
        var listener = Capture(new ListenerMesh().With(Policy(MutualTlsMode.Strict)));

        PortChains(listener, 8080).ShouldHaveSingleItem().TransportSocket.ShouldNotBeNull();
        listener.FilterChains.Where(chain => chain.Name.StartsWith("virtualInbound", StringComparison.Ordinal) && chain.TransportSocket is null)
            .ShouldHaveSingleItem().Name.ShouldBe("virtualInbound-blackhole");
    }

    [Fact]
    public void PortLevelMode_OfAPortWithoutService_GetsPassthroughChainsOfItsOwn()
    {
        var policy = Policy(MutualTlsMode.Disable) with
        {
            Selector = new() { Labels = new Dictionary<string, string> { ["app"] = "app" } },
            PortLevelMtls = new Dictionary<string, MutualTls> { ["9000"] = new() { Mode = MutualTlsMode.Strict } },
        };

        var listener = Capture(new ListenerMesh().With(policy));

        PortChains(listener, 9000).ShouldAllBe(chain => chain.TransportSocket != null && chain.Name.StartsWith("virtualInbound"));
        PortChains(listener, 8080).ShouldHaveSingleItem().TransportSocket.ShouldBeNull();
    }

    [Fact]
    public void RootPolicy_IsOverriddenByTheNamespaces()
    {
        var mesh = new ListenerMesh();
        mesh.With(Policy(MutualTlsMode.Strict), ns: mesh.Mesh.RootNamespace).With(Policy(MutualTlsMode.Disable));

        PortChains(Capture(mesh), 8080).ShouldHaveSingleItem().TransportSocket.ShouldBeNull();
    }

    [Fact]
    public void HttpInspector_IsOffForPortsOfKnownProtocol()
    {
        var inspector = Capture(new ListenerMesh()).ListenerFilters.Single(filter => filter.Name == "envoy.filters.listener.http_inspector");

        inspector.FilterDisabled.OrMatch.Rules.Select(rule => rule.DestinationPortRange.Start).ShouldBe([8080, 15006]);
    }

    [Fact]
    public void InboundRoute_NamesServiceAndPortForTraces()
    {
        var manager = PortChains(Capture(new ListenerMesh()), 8080)[0].Http();

        manager.StatPrefix.ShouldBe("inbound_0.0.0.0_8080;");
        var route = manager.RouteConfig.VirtualHosts.ShouldHaveSingleItem().Routes.ShouldHaveSingleItem();
        route.Route_.Cluster.ShouldBe("inbound|8080||");
        route.Decorator.Operation.ShouldBe("app.default.svc.cluster.local:8080/*");
    }

    [Fact]
    public void SidecarIngress_ReplacesTheServicesPorts()
    {
        var listeners = new ListenerMesh()
            .With(ListenerMesh.Service("app", "10.2.0.1", Http))
            .With(new Sidecar
            {
                Ingress =
                [
                    new() { Port = new() { Number = 9090, Protocol = "TCP", Name = "tcp" }, DefaultEndpoint = "127.0.0.1:90", CaptureMode = CaptureMode.None },
                    new() { Port = new() { Number = 9091, Protocol = "HTTP", Name = "http" }, DefaultEndpoint = "127.0.0.1:91" },
                ],
            })
            .ListenersOf(ListenerMesh.Sidecar);

        listeners["10.1.0.1_9090"].FilterChains.ShouldAllBe(chain => chain.Tcp().Cluster == "inbound|9090||");
        PortChains(listeners["virtualInbound"], 9091).ShouldNotBeEmpty();
        PortChains(listeners["virtualInbound"], 8080).ShouldBeEmpty();
    }

    [Fact]
    public void SidecarOfTheRootNamespace_StandsInTheProxysNamespace()
    {
        var mesh = new ListenerMesh();
        mesh.With(new Sidecar { Ingress = [new() { Port = new() { Number = 9090, Protocol = "HTTP", Name = "http" } }] }, "wide", mesh.Mesh.RootNamespace);

        var chain = PortChains(mesh.ListenersOf(ListenerMesh.Sidecar)["virtualInbound"], 9090)[0];

        chain.Metadata.FilterMetadata["istio"].Fields["config"].StringValue.ShouldBe("/apis/networking.istio.io/v1/namespaces/default/sidecar/wide");
        chain.Http().RouteConfig.VirtualHosts[0].Routes[0].Decorator.Operation.ShouldBe("wide.default:9090/*");
    }

    [Fact]
    public void ExactBalance_OfTheNode_IsOnTheCapturingListener()
    {
        var node = ListenerMesh.Sidecar with
        {
            Metadata = new Dictionary<string, System.Text.Json.JsonElement>
            {
                ["INBOUND_LISTENER_EXACT_BALANCE"] = System.Text.Json.JsonDocument.Parse("\"true\"").RootElement,
            },
        };

        new ListenerMesh().ListenersOf(node)["virtualInbound"].ConnectionBalanceConfig.ExactBalance.ShouldNotBeNull();
    }

    private static Listener Capture(ListenerMesh mesh) =>
        mesh.With(ListenerMesh.Service("app", "10.2.0.1", Http)).ListenersOf(ListenerMesh.Sidecar)["virtualInbound"];

    private static List<FilterChain> PortChains(Listener listener, uint port) =>
        [.. listener.FilterChains.Where(chain => chain.FilterChainMatch.DestinationPort == port)];

    private static PeerAuthentication Policy(MutualTlsMode mode) => new() { Mtls = new() { Mode = mode } };
}
