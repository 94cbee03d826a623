using Envoy.Config.Listener.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Tests.Listeners;

namespace MeshActors.Translation.Tests.Features;

public sealed class ListenerFeatureTests
{
    private static readonly Service Web = ListenerMesh.Service("web", "10.2.0.1", ListenerMesh.Port("http", 80, Protocol.Http));

    private static readonly ProxyNode Dual = ListenerMesh.Sidecar with { HasIpv6 = true, IpAddresses = ["10.1.0.1", "fd00::1"] };

    [Theory]
    [InlineData(false, new string[0])]
    [InlineData(true, new[] { "::" })]
    public void DualStack_CapturingListeners_ListenOnBothFamilies(bool on, string[] addresses)
    {
        var listeners = FeatureScene.Listeners(new() { DualStack = on }).With(Web).ListenersOf(Dual);

        foreach (var name in new[] { "virtualOutbound", "virtualInbound" })
        {
            listeners[name].AdditionalAddresses.Select(address => address.Address.SocketAddress.Address).ShouldBe(addresses, name);
        }
    }

    [Fact]
    public void DualStack_ServiceOfBothFamilies_IsReachedByBoth()
    {
        var service = ListenerMesh.Service("db", "10.2.0.2", ListenerMesh.Port("tcp", 5432, Protocol.Tcp)) with
        {
            ClusterVips = new Dictionary<string, IReadOnlyList<string>> { ["Kubernetes"] = ["10.2.0.2", "fd00:2::2"] },
        };

        FeatureScene.Listeners(new() { DualStack = true }).With(service).ListenersOf(Dual)["10.2.0.2_5432"]
            .AdditionalAddresses.ShouldHaveSingleItem().Address.SocketAddress.Address.ShouldBe("fd00:2::2");
        FeatureScene.Listeners(new()).With(service).ListenersOf(Dual)["10.2.0.2_5432"].AdditionalAddresses.ShouldBeEmpty();
    }

    [Fact]
    public void Http10_IsSniffedAndAccepted()
    {
        var listener = FeatureScene.Listeners(new() { Http10 = true }).With(Web).ListenersOf(ListenerMesh.Sidecar)["0.0.0.0_80"];

        var chain = listener.FilterChains.Single(chain => chain.IsHttp());
        chain.FilterChainMatch.ApplicationProtocols.ShouldBe(["http/1.0", "http/1.1", "h2c"]);
        chain.Http().HttpProtocolOptions.AcceptHttp10.ShouldBeTrue();
    }

    [Theory]
    [InlineData("istio.alpn", false, true)]
    [InlineData("istio.metadata_exchange", true, false)]
    public void FilterSwitchedOff_IsLeftOut(string filter, bool alpn, bool exchange)
    {
        var features = new MeshFeatures { AlpnFilter = alpn, MetadataExchange = exchange };

        Outbound(new()).ShouldContain(filter);
        Outbound(features).ShouldNotContain(filter);
    }

    [Fact]
    public void PersistentSessions_OutboundChains_HaveTheFilterThatRoutesConfigure()
    {
        var names = Outbound(new() { PersistentSessions = true }).ToList();

        names.IndexOf("envoy.filters.http.stateful_session").ShouldBe(names.Count - 2);
        Outbound(new()).ShouldNotContain("envoy.filters.http.stateful_session");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(7, 7u)]
    public void ConnectionsPerEvent_LimitsListenersWithSockets(int configured, uint? limit) =>
        FeatureScene.Listeners(new() { ConnectionsPerEvent = configured }).With(Web).ListenersOf(ListenerMesh.Sidecar)["virtualInbound"]
            .MaxConnectionsToAcceptPerSocketEvent.ShouldBe(limit);

    [Theory]
    [InlineData(25d, 25d)]
    [InlineData(1d, 1d)]
    public void TraceSampling_HoldsWhereTheMeshSaysNothing(double configured, double expected) =>
        Chain(FeatureScene.Listeners(new() { TraceSampling = configured })).Http().Tracing.RandomSampling.Value.ShouldBe(expected);

    [Fact]
    public void HeadlessFilterChains_PodsOfATcpService_ShareAListener()
    {
        var db = ListenerMesh.Service("db", Service.UnspecifiedAddress, ListenerMesh.Port("tcp", 5432, Protocol.Tcp));

        var listener = FeatureScene.Listeners(new() { HeadlessFilterChains = true }).With(db, "10.1.0.2", "10.1.0.3")
            .ListenersOf(ListenerMesh.Sidecar)["0.0.0.0_5432"];

        listener.FilterChains.Select(chain => chain.FilterChainMatch.PrefixRanges.Single().AddressPrefix).ShouldBe(["10.1.0.2", "10.1.0.3"]);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void MongoFilter_CanBeSwitchedOff(bool on, int count)
    {
        var db = ListenerMesh.Service("db", "10.2.0.2", ListenerMesh.Port("mongo", 27017, Protocol.Mongo));

        FeatureScene.Listeners(new() { MongoFilter = on }).With(db).ListenersOf(ListenerMesh.Sidecar)["10.2.0.2_27017"].FilterChains
            .SelectMany(chain => chain.Filters)
            .Count(filter => filter.Name == "envoy.filters.network.mongo_proxy").ShouldBe(count);
    }

    [Theory]
    [InlineData(true, new[] { "envoy.filters.network.mysql_proxy", "envoy.filters.network.tcp_proxy" })]
    [InlineData(false, new[] { "envoy.filters.network.tcp_proxy" })]
    public void MySqlFilter_StandsBeforeTheProxy(bool on, string[] filters) =>
        LastFilters(new() { MySqlFilter = on }, Protocol.MySql, filters.Length).ShouldBe(filters);

    [Theory]
    [InlineData(true, "envoy.filters.network.redis_proxy")]
    [InlineData(false, "envoy.filters.network.tcp_proxy")]
    public void RedisFilter_StandsInThePlaceOfTheProxy(bool on, string filter) =>
        LastFilters(new() { RedisFilter = on }, Protocol.Redis, 1).ShouldBe([filter]);

    [Theory]
    [InlineData(4, 4L)]
    [InlineData(0, null)]
    public void HandshakeTimeout_EndsSlowHandshakes(int seconds, long? expected) =>
        (Chain(FeatureScene.Listeners(new() { HandshakeTimeout = TimeSpan.FromSeconds(seconds) })).TransportSocketConnectTimeout?.Seconds)
            .ShouldBe(expected);

    private static IEnumerable<string> LastFilters(MeshFeatures features, Protocol protocol, int count)
    {
        var db = ListenerMesh.Service("db", "10.2.0.2", ListenerMesh.Port("db", 3306, protocol));

        return FeatureScene.Listeners(features).With(db).ListenersOf(ListenerMesh.Sidecar)["10.2.0.2_3306"].FilterChains[0].Filters
            .TakeLast(count).Select(filter => filter.Name);
    }

    [Fact]
    public void RemoteAddress_Sidecar_TakesMeshNetworksForInternal()
    {
        var networks = new MeshNetworks
        {
            Networks = new Dictionary<string, Network> { ["east"] = new() { Endpoints = [new() { FromCidr = "10.1.2.3/8" }] } },
        };

        var on = Chain(new ListenerMesh { Mesh = FeatureScene.Mesh(new() { RemoteAddress = true }), Networks = networks }).Http();
        var off = Chain(new ListenerMesh { Networks = networks }).Http();

        on.UseRemoteAddress.ShouldBe(true);
        var range = on.InternalAddressConfig.CidrRanges.ShouldHaveSingleItem();
        (range.AddressPrefix, range.PrefixLen).ShouldBe(("10.1.2.3", 8u));
        off.UseRemoteAddress.ShouldBe(false);
        off.InternalAddressConfig.ShouldBeNull();
    }

    private static IEnumerable<string> Outbound(MeshFeatures features) =>
        Chain(FeatureScene.Listeners(features)).Http().HttpFilters.Select(filter => filter.Name);

    private static FilterChain Chain(ListenerMesh mesh) =>
        mesh.With(Web).ListenersOf(ListenerMesh.Sidecar)["0.0.0.0_80"].FilterChains.Single(chain => chain.IsHttp());
}
