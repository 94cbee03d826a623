using Envoy.Config.Cluster.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Grpc;
using MeshActors.Translation.Routes;
using MeshActors.Translation.Tests.Routes;

namespace MeshActors.Translation.Tests.Grpc;

public sealed class GrpcTranslatorTests
{
    private readonly GrpcTranslator _translator = new(new RouteTranslator());

    [Theory]
    [InlineData("a:80", "a:80")]
    [InlineData("a.shop:80", "a.shop:80")]
    [InlineData("a.shop.svc.cluster.local", "a.shop.svc.cluster.local:80 a.shop.svc.cluster.local:81")]
    [InlineData("a:80 a", "a:80 a:81")]
    [InlineData("a:82", "")]
    [InlineData("a.other:80", "")]
    public void Listeners_Names_AreAnsweredAsTheyWereAsked(string names, string expected)
    {
        var service = RouteMesh.Service("a") with { Ports = [new("one", 80, Protocol.Grpc), new("two", 81, Protocol.Grpc)] };

        var listeners = _translator.Listeners(Context([service]), names.Split(' '), [], new NoPolicies());

        string.Join(' ', listeners.Select(l => l.Name).Order(StringComparer.Ordinal)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(MutualTlsMode.Strict, "disabled", "inbound-mtls")]
    [InlineData(MutualTlsMode.Permissive, "istio", "inbound-mtls")]
    [InlineData(MutualTlsMode.Permissive, "disabled", "inbound-plaintext")]
    [InlineData(MutualTlsMode.Disable, "istio", "inbound-plaintext")]
    public void Listeners_Server_ListensWithTheSecurityOfItsPort(MutualTlsMode mode, string label, string expected)
    {
        var service = RouteMesh.Service("a");
        var target = new ServiceTarget(service, service.Ports[0], 9000);
        var policy = RouteMesh.Config("p", new PeerAuthentication { Mtls = new() { Mode = mode } });
        var context = RouteMesh.View([service], [policy]).Context(RouteMesh.Sidecar("shop", ("security.istio.io/tlsMode", label)));

        var resource = _translator.Listeners(context, ["xds.istio.io/grpc/lds/inbound/0.0.0.0:9000"], [target], new NoPolicies()).ShouldHaveSingleItem();

        var listener = Listener.Parser.ParseFrom(resource.Value.ToArray());
        listener.Address.SocketAddress.PortValue.ShouldBe(9000u);
        listener.FilterChains.ShouldHaveSingleItem().Name.ShouldBe(expected);
        (listener.FilterChains[0].TransportSocket is not null).ShouldBe(expected == "inbound-mtls");
    }

    [Theory]
    [InlineData(AuthorizationAction.Deny, true, "false", "envoy.filters.http.rbac.DENY envoy.filters.http.router")]
    [InlineData(AuthorizationAction.Allow, true, "false", "envoy.filters.http.rbac envoy.filters.http.router")]
    [InlineData(AuthorizationAction.Allow, false, "false", "envoy.filters.http.rbac envoy.filters.http.router")]
    [InlineData(AuthorizationAction.Deny, false, "false", "envoy.filters.http.router")]
    [InlineData(AuthorizationAction.Deny, true, "true", "envoy.filters.http.router")]
    public void Listeners_ServerWithPolicies_EnforcesThem(AuthorizationAction action, bool hasRule, string dryRun, string expected)
    {
        var service = RouteMesh.Service("a");
        var policy = RouteMesh.Config("p", new AuthorizationPolicy
        {
            Action = action,
            Rules = hasRule ? [new() { From = [new() { Source = new() { Namespaces = ["evil"] } }] }] : [],
        });
        var marked = policy with { Meta = policy.Meta with { Annotations = new Dictionary<string, string> { ["istio.io/dry-run"] = dryRun } } };
        var context = RouteMesh.View([service], [marked]).Context(RouteMesh.Sidecar());

        var resource = _translator.Listeners(
            context, ["xds.istio.io/grpc/lds/inbound/0.0.0.0:80"], [new ServiceTarget(service, service.Ports[0], 80)], new GrpcAuthorization()).ShouldHaveSingleItem();

        var manager = Listener.Parser.ParseFrom(resource.Value.ToArray()).FilterChains[0].Filters[0].TypedConfig.Unpack<HttpConnectionManager>();
        string.Join(' ', manager.HttpFilters.Select(filter => filter.Name)).ShouldBe(expected);
    }

    [Fact]
    public void Listeners_ServerPortThatNoServiceHas_IsNotAnswered() =>
        _translator.Listeners(Context([RouteMesh.Service("a")]), ["xds.istio.io/grpc/lds/inbound/0.0.0.0:9000"], [], new NoPolicies()).ShouldBeEmpty();

    [Fact]
    public void Routes_Cluster_HoldOnlyItsHost()
    {
        var resource = _translator.Routes(Context([RouteMesh.Service("a"), RouteMesh.Service("b")]), ["outbound|80||a.shop.svc.cluster.local"]).ShouldHaveSingleItem();

        var route = RouteConfiguration.Parser.ParseFrom(resource.Value.ToArray());
        route.VirtualHosts.ShouldHaveSingleItem().Domains.ShouldContain("a.shop.svc.cluster.local:80");
        route.ValidateClusters.ShouldBeNull();
    }

    [Fact]
    public void Clusters_Subset_TakesItsPolicy()
    {
        var rule = RouteMesh.Config("r", new DestinationRule
        {
            Host = "a",
            TrafficPolicy = new() { Tls = new() { Mode = ClientTlsMode.IstioMutual }, ConnectionPool = new() { Http = new() { Http2MaxRequests = 7 } } },
            Subsets = [new() { Name = "v1", TrafficPolicy = new() { LoadBalancer = new() { Simple = SimpleLb.LeastRequest } } }],
        });
        var context = RouteMesh.View([RouteMesh.Service("a")], [rule]).Context(RouteMesh.Sidecar());

        var resources = _translator.Clusters(context, ["outbound|80|v1|a.shop.svc.cluster.local", "outbound|80|v2|a.shop.svc.cluster.local", "nonsense"]);

        var cluster = Cluster.Parser.ParseFrom(resources.ShouldHaveSingleItem().Value.ToArray());
        cluster.LbPolicy.ShouldBe(Cluster.Types.LbPolicy.LeastRequest);
        cluster.CircuitBreakers.Thresholds[0].MaxRequests.ShouldBe(7u);
        cluster.TransportSocket.ShouldNotBeNull();
    }

    private static TranslationContext Context(Service[] services) => RouteMesh.View(services, []).Context(RouteMesh.Sidecar() with { Generator = "grpc" });

    private sealed class NoPolicies : IGrpcAuthorization
    {
        public IReadOnlyList<HttpFilter> For(TranslationContext context) => [];
    }
}
