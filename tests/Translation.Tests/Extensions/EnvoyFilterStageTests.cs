using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Listener.TlsInspector.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Extensions.Patches;
using MeshActors.Translation.Tests.Security;
using Shouldly;
using Xunit;
using Filter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Translation.Tests.Extensions;

public sealed class EnvoyFilterStageTests
{
    private const string Manager = "envoy.filters.network.http_connection_manager";

    private static readonly EncodedResource Cart = Encoded(new Cluster { Name = "outbound|80||cart.shop.svc.cluster.local" });
    private static readonly EncodedResource Pay = Encoded(new Cluster { Name = "outbound|80|v1|pay.shop.svc.cluster.local" });

    private readonly EnvoyFilterStage _stage = new();

    [Fact]
    public void Clusters_WithoutEnvoyFilters_AreTheVerySameList()
    {
        IReadOnlyList<EncodedResource> clusters = [Cart, Pay];

        _stage.Clusters(PolicyMesh.Context(""), clusters).ShouldBeSameAs(clusters);
    }

    [Fact]
    public void Clusters_ThatNoPatchMatches_KeepTheirBytes()
    {
        var result = Clusters(Patch("CLUSTER", "cluster: {service: pay.shop.svc.cluster.local, subset: v1}", "MERGE", "{connect_timeout: 1s}"));

        result[0].ShouldBeSameAs(Cart);
        Cluster.Parser.ParseFrom(result[1].Value.Span).ConnectTimeout.Seconds.ShouldBe(1);
    }

    [Fact]
    public void Clusters_OfProxiesWithTheSamePatches_ArePatchedOnce()
    {
        var context = PolicyMesh.Context(Patch("CLUSTER", "cluster: {portNumber: 80}", "MERGE", "{connect_timeout: 1s}"));
        var first = _stage.Clusters(context, [Cart])[0];

        _stage.Clusters(context with { Node = context.Node with { Id = "another" } }, [Cart])[0].ShouldBeSameAs(first);
        _stage.Misses.ShouldBe(1);
    }

    [Fact]
    public void Clusters_Removed_AreGone() =>
        Clusters(Patch("CLUSTER", "cluster: {name: 'outbound|80||cart.shop.svc.cluster.local'}", "REMOVE")).ShouldBe([Pay]);

    [Theory]
    [InlineData("ANY", 1)]
    [InlineData("SIDECAR_INBOUND", 1)]
    [InlineData("GATEWAY", 0)]
    public void Clusters_Added_ComeOnceInTheirContext(string patchContext, int count) =>
        Clusters(Patch("CLUSTER", "", "ADD", "{name: mine}", patchContext)).Count(cluster => cluster.Name == "mine").ShouldBe(count);

    [Fact]
    public void Clusters_SeveralFilters_ApplyByPriorityThenRootNamespaceFirst()
    {
        var result = Clusters(
            Patch("CLUSTER", "", "MERGE", "{connect_timeout: 1s}", name: "own")
            + Patch("CLUSTER", "", "MERGE", "{connect_timeout: 2s}", name: "mesh", ns: "istio-system")
            + Patch("CLUSTER", "", "MERGE", "{connect_timeout: 3s}", name: "early", spec: "priority: -1"));

        Cluster.Parser.ParseFrom(result[0].Value.Span).ConnectTimeout.Seconds.ShouldBe(1);
    }

    [Theory]
    [InlineData("^1\\.32.*", 1)]
    [InlineData("^1\\.2.*", 0)]
    public void Clusters_PatchOfProxyVersion_AppliesToProxiesOfIt(string expression, int count)
    {
        var node = PolicyMesh.Cart with { Metadata = System.Text.Json.JsonDocument.Parse("""{"ISTIO_VERSION":"1.32.1"}""").RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) };
        var context = PolicyMesh.Context(Patch("CLUSTER", $"proxy: {{proxyVersion: '{expression}'}}", "ADD", "{name: mine}"), node);

        _stage.Clusters(context, [Cart]).Count(cluster => cluster.Name == "mine").ShouldBe(count);
    }

    [Fact]
    public void Clusters_PatchThatIsNoSuchMessage_ChangesNothing() =>
        Clusters(Patch("CLUSTER", "", "MERGE", "{connect_timeout: {}}")).ShouldBe([Cart, Pay]);

    [Fact]
    public void Clusters_PatchWithFieldsOfAnotherVersion_AppliesTheRest()
    {
        var result = Clusters(Patch("CLUSTER", "", "MERGE", "{connect_timeout: 1s, field_to_come: {x: 1}}"));

        Cluster.Parser.ParseFrom(result[0].Value.Span).ConnectTimeout.Seconds.ShouldBe(1);
    }

    [Theory]
    [InlineData("INSERT_BEFORE", new[] { "a", "mine", "b" })]
    [InlineData("INSERT_AFTER", new[] { "a", "b", "mine" })]
    [InlineData("INSERT_FIRST", new[] { "mine", "a", "b" })]
    [InlineData("REPLACE", new[] { "a", "mine" })]
    [InlineData("REMOVE", new[] { "a" })]
    public void Listeners_HttpFilterAtANamedOne_StandsThere(string operation, string[] expected)
    {
        var result = Listeners(Patch(
            "HTTP_FILTER",
            "listener: {filterChain: {filter: {name: " + Manager + ", subFilter: {name: b}}}}",
            operation,
            operation == "REMOVE" ? null : "{name: mine}"));

        ManagerOf(result).HttpFilters.Select(filter => filter.Name).ShouldBe(expected);
    }

    [Fact]
    public void Listeners_InboundRoutes_ArePatchedInTheListener()
    {
        var result = Listeners(Patch(
            "VIRTUAL_HOST", "routeConfiguration: {portNumber: 8080}", "MERGE", "{request_headers_to_remove: [x]}", "SIDECAR_INBOUND"));

        ManagerOf(result).RouteConfig.VirtualHosts.ShouldHaveSingleItem().RequestHeadersToRemove.ShouldBe(["x"]);
    }

    [Fact]
    public void Listeners_RoutesThatAPatchBrings_AreNotPatchedThemselves()
    {
        const string Brought = "{typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager, "
            + "route_config: {virtual_hosts: [{name: brought, domains: [x]}]}}}";
        var result = Listeners(
            Patch("NETWORK_FILTER", "listener: {filterChain: {filter: {name: " + Manager + "}}}", "MERGE", Brought, "SIDECAR_INBOUND", "a")
            + Patch("VIRTUAL_HOST", "routeConfiguration: {portNumber: 8080}", "MERGE", "{request_headers_to_remove: [x]}", "SIDECAR_INBOUND", "b"));

        ManagerOf(result).RouteConfig.VirtualHosts.Select(host => (host.Name, host.RequestHeadersToRemove.Count))
            .ShouldBe([("inbound|http|80", 1), ("brought", 0)]);
    }

    [Fact]
    public void Listeners_MergedListenerFilter_IsTheOneOfTheTypeUnderAnyName()
    {
        var listener = Listener.Parser.ParseFrom(InboundListener().Value.Span);
        listener.ListenerFilters.Add(new ListenerFilter { Name = "envoy.filters.listener.tls_inspector", TypedConfig = EnvoyAny.Pack(new TlsInspector()) });
        var context = PolicyMesh.Context(Patch(
            "LISTENER_FILTER",
            "listener: {listenerFilter: other}",
            "MERGE",
            "{typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector, initial_read_buffer_size: 512}}"));

        var patched = _stage.Listeners(context, [new(listener.Name, TypeUrls.Listener, EnvoyEncoding.ToBytes(listener))]).ShouldHaveSingleItem();

        Listener.Parser.ParseFrom(patched.Value.Span).ListenerFilters[0].TypedConfig.Unpack<TlsInspector>().InitialReadBufferSize.ShouldBe(512u);
    }

    [Fact]
    public void Listeners_PatchOfAnotherPort_KeepsTheBytes()
    {
        var listener = InboundListener();
        var context = PolicyMesh.Context(Patch(
            "HTTP_FILTER", "listener: {portNumber: 9090, filterChain: {filter: {name: " + Manager + "}}}", "INSERT_FIRST", "{name: mine}"));

        _stage.Listeners(context, [listener])[0].ShouldBeSameAs(listener);
    }

    [Fact]
    public void Routes_NamedRoute_IsMergedAndFollowedByTheInsertedOne()
    {
        var routes = Encoded(new RouteConfiguration
        {
            Name = "80",
            VirtualHosts = { new VirtualHost { Name = "cart:80", Routes = { new Route { Name = "one", DirectResponse = new() }, new Route { Name = "two" } } } },
        });
        const string Match = "routeConfiguration: {name: '80', vhost: {name: 'cart:80', route: {name: one}}}";
        var context = PolicyMesh.Context(
            Patch("HTTP_ROUTE", Match, "MERGE", "{direct_response: {status: 503}}", name: "a")
            + Patch("HTTP_ROUTE", Match, "INSERT_AFTER", "{name: mine}", name: "b"));

        var host = RouteConfiguration.Parser.ParseFrom(_stage.Routes(context, [routes], [])[0].Value.Span).VirtualHosts.ShouldHaveSingleItem();
        host.Routes.Select(route => route.Name).ShouldBe(["one", "mine", "two"]);
        host.Routes[0].DirectResponse.Status.ShouldBe(503u);
    }

    private static string Patch(
        string applyTo, string match, string operation, string? value = null, string context = "ANY", string name = "patch", string ns = "shop", string spec = "") => $$"""
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec:
          {{spec}}
          configPatches:
          - applyTo: {{applyTo}}
            match: {context: {{context}}, {{match}} }
            patch: {operation: {{operation}}, {{(value is null ? "" : "value: " + value)}} }
        ---

        """;

    private IReadOnlyList<EncodedResource> Clusters(string yaml) => _stage.Clusters(PolicyMesh.Context(yaml), [Cart, Pay]);

    private EncodedResource Listeners(string yaml) => _stage.Listeners(PolicyMesh.Context(yaml), [InboundListener()]).ShouldHaveSingleItem();

    private static HttpConnectionManager ManagerOf(EncodedResource listener) => Listener.Parser.ParseFrom(listener.Value.Span)
        .FilterChains.ShouldHaveSingleItem().Filters.ShouldHaveSingleItem().TypedConfig.Unpack<HttpConnectionManager>();

    private static EncodedResource InboundListener()
    {
        var manager = new HttpConnectionManager
        {
            HttpFilters = { new HttpFilter { Name = "a" }, new HttpFilter { Name = "b" } },
            RouteConfig = new() { Name = "inbound|8080||", VirtualHosts = { new VirtualHost { Name = "inbound|http|80" } } },
        };
        var listener = new Listener
        {
            Name = "virtualInbound",
            TrafficDirection = TrafficDirection.Inbound,
            FilterChains =
            {
                new FilterChain
                {
                    FilterChainMatch = new() { DestinationPort = 8080 },
                    Filters = { new Filter { Name = Manager, TypedConfig = EnvoyAny.Pack(manager) } },
                },
            },
        };
        return new(listener.Name, TypeUrls.Listener, EnvoyEncoding.ToBytes(listener));
    }

    private static EncodedResource Encoded(Cluster cluster) => new(cluster.Name, TypeUrls.Cluster, EnvoyEncoding.ToBytes(cluster));

    private static EncodedResource Encoded(RouteConfiguration routes) => new(routes.Name, TypeUrls.Route, EnvoyEncoding.ToBytes(routes));
}
