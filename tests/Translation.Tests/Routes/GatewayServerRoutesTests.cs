using Envoy.Config.Route.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Tests.Routes;

/// <summary>One VirtualService for servers on two ports, asked for together.</summary>
public sealed class GatewayServerRoutesTests
{
    [Fact]
    public void Translate_RoutesThatDoNotTellServersApart_AreTheSameForBoth()
    {
        var (first, second) = Translate(RouteMesh.Service("a"), RouteMesh.Forward("a.shop.svc.cluster.local"));

        second.Routes.ShouldBe(first.Routes);
        (first.Name, second.Name).ShouldBe(("x.example:80", "x.example:8080"));
    }

    [Fact]
    public void Translate_MatchOfAPort_CountsForTheServerOfThatPortOnly()
    {
        var (first, second) = Translate(
            RouteMesh.Service("a"),
            RouteMesh.Forward("a.shop.svc.cluster.local") with { Match = [new() { Port = 8080, Uri = new() { Prefix = "/b" } }] },
            RouteMesh.Forward("a.shop.svc.cluster.local"));

        first.Routes.Select(route => route.Match.Prefix).ShouldBe(["/"]);
        second.Routes.Select(route => route.Match.Prefix).ShouldBe(["/b", "/"]);
    }

    [Fact]
    public void Translate_DestinationOfAServiceWithTwoPorts_IsThePortOfTheServer()
    {
        var service = RouteMesh.Service("a") with { Ports = [new("one", 80, Protocol.Http), new("two", 8080, Protocol.Http)] };

        var (first, second) = Translate(service, RouteMesh.Forward("a.shop.svc.cluster.local"));

        first.Routes.ShouldHaveSingleItem().Route_.Cluster.ShouldBe("outbound|80||a.shop.svc.cluster.local");
        second.Routes.ShouldHaveSingleItem().Route_.Cluster.ShouldBe("outbound|8080||a.shop.svc.cluster.local");
    }

    [Fact]
    public void Translate_RedirectToThePortOfTheRequest_IsThePortOfTheServer()
    {
        var redirect = new HttpRoute { Redirect = new() { Authority = "y.example", DerivePort = RedirectPortSelection.FromRequestPort } };

        var (_, second) = Translate(RouteMesh.Service("a"), redirect);

        second.Routes.ShouldHaveSingleItem().Redirect.PortRedirect.ShouldBe(8080u);
    }

    private static (VirtualHost First, VirtualHost Second) Translate(Service service, params HttpRoute[] routes)
    {
        Server At(int port) => new() { Port = new() { Number = port, Name = $"http-{port}", Protocol = "HTTP" }, Hosts = ["*"] };
        var gateway = RouteMesh.Config("gw", new Gateway { Servers = [At(80), At(8080)] }, "edge");
        var virtualService = RouteMesh.Config("vs", RouteMesh.To("x.example", routes) with { Gateways = ["edge/gw"] });
        var context = RouteMesh.View([service], [gateway, virtualService]).Context(RouteMesh.Router());

        var configurations = new RouteTranslator().Translate(context, ["http.80", "http.8080"], []);
        var hosts = configurations.Select(one => RouteConfiguration.Parser.ParseFrom(one.Value.Span).VirtualHosts.ShouldHaveSingleItem()).ToList();
        return (hosts[0], hosts[1]);
    }
}
