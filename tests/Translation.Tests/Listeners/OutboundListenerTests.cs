using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Tests.Listeners;

public sealed class OutboundListenerTests
{
    private static readonly MeshPort Http = ListenerMesh.Port("http", 80, Protocol.Http);
    private static readonly MeshPort Tcp = ListenerMesh.Port("tcp", 5432, Protocol.Tcp);
    private static readonly MeshPort Tls = ListenerMesh.Port("tls", 443, Protocol.Tls);

    [Fact]
    public void HttpServices_OnOnePort_ShareTheWildcardListener()
    {
        var listeners = new ListenerMesh()
            .With(ListenerMesh.Service("a", "10.2.0.1", Http))
            .With(ListenerMesh.Service("b", "10.2.0.2", Http))
            .ListenersOf(ListenerMesh.Sidecar);

        var shared = listeners["0.0.0.0_80"];
        shared.FilterChains.ShouldHaveSingleItem().Http().Rds.RouteConfigName.ShouldBe("80");
        shared.DefaultFilterChain.Tcp().Cluster.ShouldBe("PassthroughCluster");
        listeners.Keys.ShouldNotContain("10.2.0.2_80");
    }

    [Fact]
    public void TcpService_WithAddress_HasItsOwnListenerWithoutInspectors()
    {
        var listener = new ListenerMesh().With(ListenerMesh.Service("db", "10.2.0.9", Tcp)).ListenersOf(ListenerMesh.Sidecar)["10.2.0.9_5432"];

        listener.FilterChains.ShouldHaveSingleItem().Tcp().Cluster.ShouldBe("outbound|5432||db.default.svc.cluster.local");
        listener.ListenerFilters.ShouldBeEmpty();
        listener.BindToPort.ShouldBe(false);
    }

    [Fact]
    public void UndeclaredProtocol_IsSniffedOnTheServicesAddress()
    {
        var listener = new ListenerMesh()
            .With(ListenerMesh.Service("any", "10.2.0.7", ListenerMesh.Port("any", 9000, Protocol.Unsupported)))
            .ListenersOf(ListenerMesh.Sidecar)["10.2.0.7_9000"];

        var http = listener.FilterChains.ShouldHaveSingleItem();
        http.FilterChainMatch.ApplicationProtocols.ShouldBe(["http/1.1", "h2c"]);
        http.Http().Rds.RouteConfigName.ShouldBe("any.default.svc.cluster.local:9000");
        listener.DefaultFilterChain.Tcp().Cluster.ShouldBe("outbound|9000||any.default.svc.cluster.local");
        listener.ListenerFilters.ShouldContain(filter => filter.Name == "envoy.filters.listener.http_inspector");
    }

    [Fact]
    public void HeadlessTcpService_HasAListenerForEveryPodButTheProxysOwn()
    {
        var listeners = new ListenerMesh()
            .With(ListenerMesh.Service("db", Service.UnspecifiedAddress, Tcp), "10.1.0.1", "10.1.0.2", "10.1.0.3")
            .ListenersOf(ListenerMesh.Sidecar);

        listeners.Keys.ShouldContain("10.1.0.2_5432");
        listeners.Keys.ShouldContain("10.1.0.3_5432");
        listeners.Keys.ShouldNotContain("10.1.0.1_5432");
    }

    [Fact]
    public void HttpOverTcp_OnOneAddressAndPort_SniffsBoth()
    {
        var external = ListenerMesh.Service("legacy", Service.UnspecifiedAddress, ListenerMesh.Port("tcp", 80, Protocol.Tcp)) with
        {
            Registry = ServiceRegistry.External,
            Resolution = Resolution.ClientSideLb,
            ClusterVips = new Dictionary<string, IReadOnlyList<string>>(),
        };

        var listener = new ListenerMesh().With(external).With(ListenerMesh.Service("web", "10.2.0.1", Http))
            .ListenersOf(ListenerMesh.Sidecar)["0.0.0.0_80"];

        listener.FilterChains.ShouldHaveSingleItem().IsHttp().ShouldBeTrue();
        listener.DefaultFilterChain.Tcp().Cluster.ShouldBe("outbound|80||legacy.default.svc.cluster.local");
    }

    [Fact]
    public void TlsRoutes_OfAVirtualService_BecomeChainsBySni()
    {
        var listener = new ListenerMesh()
            .With(ListenerMesh.Service("web", "10.2.0.1", Tls))
            .With(new VirtualService
            {
                Hosts = ["web.default.svc.cluster.local"],
                Tls =
                [
                    Route("a.example.com", "web.default.svc.cluster.local"),
                    Route("a.example.com", "never.default.svc.cluster.local"),
                    Route("b.example.com", "web.default.svc.cluster.local"),
                ],
            })
            .ListenersOf(ListenerMesh.Sidecar)["10.2.0.1_443"];

        listener.FilterChains.Select(chain => chain.FilterChainMatch.ServerNames.Single()).ShouldBe(["a.example.com", "b.example.com"]);
        listener.FilterChains[0].Metadata.FilterMetadata["istio"].Fields["config"].StringValue
            .ShouldBe("/apis/networking.istio.io/v1/namespaces/default/virtual-service/test");
        listener.DefaultFilterChain.Tcp().Cluster.ShouldBe("PassthroughCluster");
    }

    [Fact]
    public void TcpRoute_WithSeveralDestinations_SplitsByWeightAndTakesTheRulesLimits()
    {
        var chain = new ListenerMesh()
            .With(ListenerMesh.Service("db", "10.2.0.9", Tcp))
            .With(new DestinationRule
            {
                Host = "db.default.svc.cluster.local",
                TrafficPolicy = new() { ConnectionPool = new() { Tcp = new() { IdleTimeout = TimeSpan.FromSeconds(7) } } },
            })
            .With(new VirtualService
            {
                Hosts = ["db.default.svc.cluster.local"],
                Tcp = [new() { Route = [To("db.default.svc.cluster.local", "v1", 80), To("db.default.svc.cluster.local", "v2", 20)] }],
            })
            .ListenersOf(ListenerMesh.Sidecar)["10.2.0.9_5432"].FilterChains.ShouldHaveSingleItem().Tcp();

        chain.WeightedClusters.Clusters.Select(cluster => (cluster.Name, cluster.Weight)).ShouldBe(
        [
            ("outbound|5432|v1|db.default.svc.cluster.local", 80u),
            ("outbound|5432|v2|db.default.svc.cluster.local", 20u),
        ]);
        chain.StatPrefix.ShouldBe("test.default");
        chain.IdleTimeout.Seconds.ShouldBe(7);
    }

    [Fact]
    public void TcpRoute_OfAllTheServicesRanges_ReplacesTheServiceButNoLaterRoute()
    {
        var external = ListenerMesh.Service("net", "198.51.100.0/24", Tcp) with
        {
            Registry = ServiceRegistry.External,
            Resolution = Resolution.ClientSideLb,
            ClusterVips = new Dictionary<string, IReadOnlyList<string>>(),
        };

        var chains = new ListenerMesh().With(external)
            .With(new VirtualService
            {
                Hosts = [external.Hostname],
                Tcp =
                [
                    new() { Match = [new() { DestinationSubnets = ["198.51.100.0/24"] }], Route = [To(external.Hostname, "all", 100)] },
                    new() { Match = [new() { DestinationSubnets = ["198.51.100.0/28"] }], Route = [To(external.Hostname, "some", 100)] },
                ],
            })
            .ListenersOf(ListenerMesh.Sidecar)["0.0.0.0_5432"].FilterChains;

        chains.Select(chain => (chain.FilterChainMatch.PrefixRanges.Single().PrefixLen, chain.Tcp().Cluster.Split('|')[2]))
            .ShouldBe([(24u, "all"), (28u, "some")]);
    }

    [Fact]
    public void RegistryOnly_SendsUnknownTrafficIntoTheBlackHole()
    {
        var listeners = new ListenerMesh
        {
            Mesh = MeshConfigDefaults.Mesh with { OutboundTrafficPolicy = new() { Mode = MeshOutboundTrafficPolicyMode.RegistryOnly } },
        }.With(ListenerMesh.Service("a", "10.2.0.1", Http)).ListenersOf(ListenerMesh.Sidecar);

        listeners["0.0.0.0_80"].DefaultFilterChain.Tcp().Cluster.ShouldBe("BlackHoleCluster");
        listeners["virtualOutbound"].FilterChains.Last().Tcp().Cluster.ShouldBe("BlackHoleCluster");
    }

    [Fact]
    public void WithoutCapture_ListenersBindLoopbackAndNothingIsCaptured()
    {
        var listeners = new ListenerMesh().With(ListenerMesh.Service("a", "10.2.0.1", Http))
            .ListenersOf(ListenerMesh.Sidecar with { InterceptionMode = InterceptionMode.None });

        listeners.Keys.ShouldBe(["127.0.0.1_80"]);
        listeners["127.0.0.1_80"].BindToPort.ShouldBeNull();
    }

    [Fact]
    public void SidecarEgress_WithAPort_KeepsOtherServicesOffIt()
    {
        var listeners = new ListenerMesh()
            .With(ListenerMesh.Service("a", "10.2.0.1", Http))
            .With(ListenerMesh.Service("b", "10.2.0.2", ListenerMesh.Port("tcp", 80, Protocol.Tcp)))
            .With(new Sidecar
            {
                Egress =
                [
                    new() { Port = new() { Number = 80, Protocol = "HTTP", Name = "http" }, Bind = "127.0.0.2", Hosts = ["./a.default.svc.cluster.local"] },
                    new() { Hosts = ["./*"] },
                ],
            })
            .ListenersOf(ListenerMesh.Sidecar);

        listeners["127.0.0.2_80"].FilterChains.ShouldHaveSingleItem().Http().Rds.RouteConfigName.ShouldBe("80");
        listeners.Keys.ShouldContain("10.2.0.2_80");
    }

    private static TlsRoute Route(string sni, string host) =>
        new() { Match = [new() { SniHosts = [sni] }], Route = [new() { Destination = new() { Host = host } }] };

    private static RouteDestination To(string host, string subset, int weight) =>
        new() { Destination = new() { Host = host, Subset = subset }, Weight = weight };
}
