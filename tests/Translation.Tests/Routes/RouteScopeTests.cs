using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Tests.Routes;

public sealed class RouteScopeTests
{
    [Fact]
    public void Of_LabelsThatNoRuleReads_DoNotTellProxiesApart()
    {
        var vs = RouteMesh.Config("vs", RouteMesh.To("a", new HttpRoute { Match = [new() { SourceLabels = new Dictionary<string, string> { ["app"] = "x" } }], Redirect = new() }));
        var view = RouteMesh.View([RouteMesh.Service("a")], [vs]);
        RouteScope Of(ProxyNode node) => RouteScope.Of(view.Context(node), []);

        Of(RouteMesh.Sidecar("shop", ("pod", "1"))).ShouldBe(Of(RouteMesh.Sidecar("shop", ("pod", "2"))));
        Of(RouteMesh.Sidecar("shop", ("app", "x"))).ShouldNotBe(Of(RouteMesh.Sidecar("shop")));
        Of(RouteMesh.Sidecar("shop")).ShouldNotBe(Of(RouteMesh.Sidecar("zoo")));
        Of(RouteMesh.Sidecar("shop")).ShouldNotBe(Of(RouteMesh.Sidecar("shop") with { Generator = "grpc" }));
    }

    [Fact]
    public void Of_Routers_AreToldApartByGatewaySelectorsAndServedPorts()
    {
        var gateway = RouteMesh.Config("gw", new Gateway { Selector = new Dictionary<string, string> { ["istio"] = "gw" } }, "edge");
        var service = RouteMesh.Service("gw", "edge");
        var view = RouteMesh.View([service], [gateway]);
        RouteScope Of(string value, int targetPort) =>
            RouteScope.Of(view.Context(RouteMesh.Router(("istio", value), ("pod", Guid.NewGuid().ToString()))), [new(service, service.Ports[0], targetPort)]);

        Of("gw", 8080).ShouldBe(Of("gw", 8080));
        Of("other", 8080).ShouldNotBe(Of("gw", 8080));
        Of("gw", 8081).ShouldNotBe(Of("gw", 8080));
    }
}
