using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Tests.Routes;

public sealed class RouteTranslatorTests
{
    private readonly RouteTranslator _translator = new();

    [Fact]
    public void Translate_PortOfServices_HasAHostForEachAndTheCatchAll()
    {
        var view = RouteMesh.View([RouteMesh.Service("b"), RouteMesh.Service("a", address: "10.1.1.1"), RouteMesh.Service("other", port: 81)], []);

        var route = Translate(view.Context(RouteMesh.Sidecar()), "80");

        route.VirtualHosts.Select(h => h.Name).ShouldBe(["a.shop.svc.cluster.local:80", "b.shop.svc.cluster.local:80", "allow_any"]);
        route.VirtualHosts[0].Domains.ShouldBe(["a.shop.svc.cluster.local", "a.shop.svc.cluster.local.", "a", "a.shop.svc", "a.shop", "10.1.1.1"]);
        route.VirtualHosts[0].Routes.ShouldHaveSingleItem().Route_.Cluster.ShouldBe("outbound|80||a.shop.svc.cluster.local");
        route.IgnorePortInHostMatching.ShouldBeTrue();
        route.ValidateClusters.ShouldBe(false);
    }

    [Fact]
    public void Translate_Bytes_AreThoseOfTheMessageEncodedAtOnce()
    {
        var vs = RouteMesh.Config("vs", RouteMesh.To("a", RouteMesh.Forward("b") with { Fault = new() { Delay = new() { FixedDelay = TimeSpan.FromSeconds(1) } } }));
        var view = RouteMesh.View([RouteMesh.Service("a"), RouteMesh.Service("b")], [vs]);

        var bytes = _translator.Translate(view.Context(RouteMesh.Sidecar()), ["80"], [])[0].Value.ToArray();

        RouteConfiguration.Parser.ParseFrom(bytes).ToByteArray().ShouldBe(bytes);
    }

    [Fact]
    public void Translate_OneVirtualServiceChanges_EncodesItsHostAlone()
    {
        Service[] services = [.. Enumerable.Range(0, 20).Select(i => RouteMesh.Service($"s{i}"))];
        var others = Enumerable.Range(1, 5).Select(i => RouteMesh.Config($"vs{i}", RouteMesh.To($"s{i}", RouteMesh.Forward("s0")))).ToList();
        var before = RouteMesh.View(services, [.. others, RouteMesh.Config("changing", RouteMesh.To("s9", RouteMesh.Forward("s1")))]);
        var first = _translator.Translate(before.Context(RouteMesh.Sidecar()), ["80"], [])[0];
        var encoded = _translator.EncodedHosts;

        var after = RouteMesh.View(services, [.. others, RouteMesh.Config("changing", RouteMesh.To("s9", RouteMesh.Forward("s2")))], before);
        var second = _translator.Translate(after.Context(RouteMesh.Sidecar()), ["80"], [])[0];

        second.Version.ShouldNotBe(first.Version);
        (_translator.EncodedHosts - encoded).ShouldBe(1);
    }

    [Fact]
    public void Translate_ChangeThatDoesNotShow_GivesTheSameResource()
    {
        Service[] services = [RouteMesh.Service("a")];
        var before = RouteMesh.View(services, []);
        var first = _translator.Translate(before.Context(RouteMesh.Sidecar()), ["80"], [])[0];

        var after = RouteMesh.View([.. services, RouteMesh.Service("b", port: 81)], [], before);

        _translator.Translate(after.Context(RouteMesh.Sidecar()), ["80"], [])[0].ShouldBeSameAs(first);
    }

    [Theory]
    [InlineData("s5-1")] // Stands where s5 stood.
    [InlineData("a")] // Stands elsewhere.
    public void Translate_ServiceTakesThePlaceOfAnother_IsWhatAnotherTranslatorMakes(string name)
    {
        Service[] services = [.. Enumerable.Range(0, 9).Select(i => RouteMesh.Service($"s{i}"))];
        var before = RouteMesh.View(services, []);
        var first = _translator.Translate(before.Context(RouteMesh.Sidecar()), ["80"], [])[0];
        var encoded = _translator.EncodedHosts;

        var after = RouteMesh.View([.. services[..5], RouteMesh.Service(name), .. services[6..]], [], before);
        var second = _translator.Translate(after.Context(RouteMesh.Sidecar()), ["80"], [])[0];

        (_translator.EncodedHosts - encoded).ShouldBe(1);
        var anew = new RouteTranslator().Translate(after.Context(RouteMesh.Sidecar()), ["80"], [])[0];
        second.Value.ToArray().ShouldBe(anew.Value.ToArray());
        (second.Version, second.Length).ShouldBe((anew.Version, anew.Value.Length));
        second.Version.ShouldNotBe(first.Version);
    }

    [Fact]
    public void Translate_ServiceChangesInWhatDoesNotShow_GivesTheSameResource()
    {
        Service[] services = [RouteMesh.Service("a"), RouteMesh.Service("b")];
        var before = RouteMesh.View(services, []);
        var first = _translator.Translate(before.Context(RouteMesh.Sidecar()), ["80"], [])[0];

        var labelled = services[1] with { Labels = new Dictionary<string, string> { ["changed"] = "true" } };
        var after = RouteMesh.View([services[0], labelled], [], before);

        _translator.Translate(after.Context(RouteMesh.Sidecar()), ["80"], [])[0].ShouldBeSameAs(first);
    }

    [Fact]
    public void Translate_AfterSweeps_KeepsWhatIsInUse()
    {
        var view = RouteMesh.View([RouteMesh.Service("a"), RouteMesh.Service("b")], []);
        var first = _translator.Translate(view.Context(RouteMesh.Sidecar()), ["80"], [])[0];
        for (var i = 0; i < 5; i++)
        {
            _translator.Sweep();
            _translator.Translate(view.Context(RouteMesh.Sidecar()), ["80"], [])[0].ShouldBeSameAs(first);
        }

        _translator.EncodedHosts.ShouldBe(2);
    }

    [Fact]
    public void Translate_ProxiesThatRulesDoNotTellApart_ShareTheResource()
    {
        var vs = RouteMesh.Config("vs", RouteMesh.To("a", new HttpRoute { Match = [new() { SourceLabels = new Dictionary<string, string> { ["app"] = "x" } }], Redirect = new() }, RouteMesh.Forward("a")));
        var view = RouteMesh.View([RouteMesh.Service("a")], [vs]);
        EncodedResource Of(params (string, string)[] labels) => _translator.Translate(view.Context(RouteMesh.Sidecar("shop", labels)), ["80"], [])[0];

        Of(("app", "y"), ("version", "1")).ShouldBeSameAs(Of(("app", "z"), ("version", "2")));
        Of(("app", "x")).ShouldNotBeSameAs(Of(("app", "y")));
    }

    [Fact]
    public void Translate_SniffedService_TakesAnyAuthority()
    {
        var view = RouteMesh.View([RouteMesh.Service("a"), RouteMesh.Service("b")], []);

        var host = Translate(view.Context(RouteMesh.Sidecar()), "a.shop.svc.cluster.local:80").VirtualHosts.ShouldHaveSingleItem();

        host.Name.ShouldBe("a.shop.svc.cluster.local:80");
        host.Domains.ShouldBe(["*"]);
    }

    [Fact]
    public void Translate_HttpProxy_ListsHostsWithTheirPorts()
    {
        var view = RouteMesh.View([RouteMesh.Service("a"), RouteMesh.Service("b", port: 81)], []);

        var route = Translate(view.Context(RouteMesh.Sidecar()), "http_proxy");

        route.VirtualHosts[0].Domains.ShouldContain("a.shop.svc.cluster.local");
        route.VirtualHosts[1].Domains.ShouldAllBe(domain => domain.EndsWith(":81"));
    }

    [Fact]
    public void Translate_UnknownName_IsAnsweredEmpty()
    {
        var route = Translate(RouteMesh.View([RouteMesh.Service("a")], []).Context(RouteMesh.Sidecar()), "no-such");

        route.VirtualHosts.ShouldBeEmpty();
        route.ValidateClusters.ShouldBe(false);
    }

    [Fact]
    public void Translate_RegistryOnly_RefusesWhatIsUnknown()
    {
        var sidecar = RouteMesh.Config("s", new Sidecar { Egress = [new() { Hosts = ["./*"] }], OutboundTrafficPolicy = new() });
        var view = RouteMesh.View([RouteMesh.Service("a")], [sidecar]);

        Translate(view.Context(RouteMesh.Sidecar()), "80").VirtualHosts[^1].Routes[0].DirectResponse.Status.ShouldBe(502u);
    }

    [Fact]
    public void Translate_OverlappingWildcards_TheMostSpecificHasTheService()
    {
        var wide = RouteMesh.Config("wide", RouteMesh.To("*.shop.svc.cluster.local", RouteMesh.Forward("b")));
        var exact = RouteMesh.Config("exact", RouteMesh.To("a", RouteMesh.Forward("c")));
        var view = RouteMesh.View([RouteMesh.Service("a"), RouteMesh.Service("b"), RouteMesh.Service("c")], [wide, exact]);

        var hosts = Translate(view.Context(RouteMesh.Sidecar()), "80").VirtualHosts;

        hosts.Take(3).Select(h => h.Routes[0].Route_.Cluster.Split('|')[3].Split('.')[0]).ShouldBe(["c", "b", "b"]);
    }

    [Fact]
    public void Translate_Gateway_JoinsVirtualServicesOfOneHostAndPutsCatchAllsLast()
    {
        var gateway = RouteMesh.Config("gw", new Gateway
        {
            Selector = new Dictionary<string, string> { ["istio"] = "gw" },
            Servers = [new() { Port = new() { Number = 80, Name = "http", Protocol = "HTTP" }, Hosts = ["*.example"] }],
        }, "edge");
        VirtualService Bound(string host, HttpRoute route) => RouteMesh.To(host, route) with { Gateways = ["edge/gw"] };
        var all = RouteMesh.Config("a-all", Bound("x.example", RouteMesh.Forward("a")));
        var some = RouteMesh.Config("b-some", Bound("x.example", RouteMesh.Forward("b") with { Match = [new() { Uri = new() { Prefix = "/b" } }] }));
        var foreign = RouteMesh.Config("c", Bound("y.other", RouteMesh.Forward("b")));
        var view = RouteMesh.View([RouteMesh.Service("a"), RouteMesh.Service("b")], [gateway, all, some, foreign]);

        var host = Translate(view.Context(RouteMesh.Router(("istio", "gw"))), "http.80").VirtualHosts.ShouldHaveSingleItem();

        host.Domains.ShouldBe(["x.example"]);
        host.Routes.Select(r => r.Match.Prefix).ShouldBe(["/b", "/"]);
    }

    [Fact]
    public void Translate_GatewayWithoutRoutes_HasAHostThatKnowsNothing()
    {
        var gateway = RouteMesh.Config("gw", new Gateway { Servers = [new() { Port = new() { Number = 80, Name = "http", Protocol = "HTTP" }, Hosts = ["*"] }] }, "edge");
        var view = RouteMesh.View([], [gateway]);

        var host = Translate(view.Context(RouteMesh.Router()), "http.80").VirtualHosts.ShouldHaveSingleItem();

        (host.Name, host.Routes.Count).ShouldBe(("blackhole:80", 0));
    }

    [Fact]
    public void Translate_HttpsRedirect_RequiresTls()
    {
        var gateway = RouteMesh.Config("gw", new Gateway { Servers = [new() { Port = new() { Number = 80, Name = "http", Protocol = "HTTP" }, Hosts = ["*"], Tls = new() { HttpsRedirect = true } }] }, "edge");

        Translate(RouteMesh.View([], [gateway]).Context(RouteMesh.Router()), "http.80").VirtualHosts.ShouldHaveSingleItem().RequireTls.ShouldBe(VirtualHost.Types.TlsRequirementType.All);
    }

    [Fact]
    public void Translate_GatewayHostsWithTheSameRoutes_AreJoinedWithTheOneBeforeThemAlone()
    {
        Server At(string name, bool redirects, params string[] hosts) => new()
        {
            Port = new() { Number = 80, Name = name, Protocol = "HTTP" },
            Hosts = hosts,
            Tls = redirects ? new() { HttpsRedirect = true } : null,
        };
        var gateway = RouteMesh.Config("gw", new Gateway { Servers = [At("secure", true, "aaa.example", "c.example"), At("plain", false, "bb.example", "b.example")] }, "edge");
        var service = RouteMesh.Config("vs", new VirtualService
        {
            Hosts = ["aaa.example", "bb.example", "b.example", "c.example"],
            Gateways = ["edge/gw"],
            Http = [RouteMesh.Forward("a")],
        });

        var hosts = Translate(RouteMesh.View([RouteMesh.Service("a")], [gateway, service]).Context(RouteMesh.Router()), "http.80").VirtualHosts;

        hosts.Select(host => string.Join(' ', host.Domains)).ShouldBe(["aaa.example", "bb.example b.example", "c.example"], ignoreOrder: true);
    }

    private RouteConfiguration Translate(TranslationContext context, string name) =>
        RouteConfiguration.Parser.ParseFrom(_translator.Translate(context, [name], [])[0].Value.ToArray());
}
