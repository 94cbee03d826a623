using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

public sealed class GatewayMergeTests
{
    private static readonly ProxyNode Node = Proxies.Router("edge", ("istio", "gw"));

    [Fact]
    public void GatewaysOf_PlainServersOfOnePort_ShareAListener()
    {
        var merged = Merge(("a", [Http(80, "a.example")]), ("b", [Http(80, "b.example")]));

        merged.Listeners.ShouldHaveSingleItem().Servers.Count.ShouldBe(2);
        merged.ServersByRouteName.Keys.ShouldBe(["http.80"]);
        merged.GatewayNames.ShouldBe(["edge/a", "edge/b"]);
    }

    [Fact]
    public void GatewaysOf_HttpsServers_HaveRouteConfigurationsOfTheirOwn()
    {
        var merged = Merge(("a", [Https("one", "a.example"), Https("two", "b.example")]));

        merged.Listeners.ShouldHaveSingleItem().Servers.Count.ShouldBe(2);
        merged.ServersByRouteName.Keys.Order().ShouldBe(["https.443.one.a.edge", "https.443.two.a.edge"]);
        merged.TlsRouteName.Values.Order().ShouldBe(["https.443.one.a.edge", "https.443.two.a.edge"]);
    }

    [Fact]
    public void GatewaysOf_SameTlsHostTwice_ReportsAConflict()
    {
        var merged = Merge(("a", [Https("one", "a.example")]), ("b", [Https("two", "a.example")]));

        merged.Listeners.ShouldHaveSingleItem().Servers.ShouldHaveSingleItem();
        merged.Conflicts.ShouldHaveSingleItem().Gateway.ShouldBe("edge/b");
    }

    [Fact]
    public void GatewaysOf_TcpBesideHttp_ReportsAConflict()
    {
        var tcp = new Server { Port = new() { Number = 80, Name = "tcp", Protocol = "TCP" }, Hosts = ["*"] };

        var merged = Merge(("a", [Http(80, "*")]), ("b", [tcp]));

        merged.Conflicts.ShouldHaveSingleItem().Port.ShouldBe(80);
    }

    [Fact]
    public void GatewaysOf_SamePortOtherBind_HasAListenerOfItsOwn()
    {
        var merged = Merge(("a", [Http(80, "*")]), ("b", [Http(80, "*") with { Bind = "10.0.0.9" }]));

        merged.Listeners.Select(l => (l.Port.Bind, l.RouteName)).ShouldBe([("", "http.80"), ("10.0.0.9", "http.80.10.0.0.9")]);
        merged.Conflicts.ShouldBeEmpty();
    }

    [Fact]
    public void GatewaysOf_ServerWithAnAddressOfItsOwn_TellsNoPort()
    {
        var merged = Merge(("a", [Http(80, "*") with { Bind = "10.0.0.9" }, Https("one", "a.example") with { Bind = "10.0.0.9" }]));

        merged.GatewayPorts.Keys.ShouldNotContain(80);
        merged.GatewayPorts.Keys.ShouldNotContain(443);
    }

    [Fact]
    public void GatewaysOf_PassthroughServerKeptOffItsPort_StillAsksForItsClusters()
    {
        var plain = new Server { Port = new() { Number = 443, Name = "tcp", Protocol = "TCP" }, Hosts = ["*"] };
        var passing = Https("one", "a.example") with
        {
            Port = new() { Number = 443, Name = "tls", Protocol = "TLS" },
            Tls = new() { Mode = ServerTlsMode.AutoPassthrough },
        };

        var merged = Merge(("a", [plain]), ("b", [passing]));

        merged.Listeners.ShouldHaveSingleItem().Servers.ShouldHaveSingleItem();
        merged.HasAutoPassthrough.ShouldBeTrue();
    }

    [Fact]
    public void GatewaysOf_ServiceTranslatesThePort_ListensOnTheTargetPort()
    {
        var service = MeshBuilder.Kubernetes("gw", "edge");
        var view = new MeshBuilder().With("edge", "a", Gateway(Http(80, "*"))).Assemble();

        var merged = view.GatewaysOf(Node, [new ServiceTarget(service, service.Ports[0], 8080)])!;

        merged.ServersByRouteName.Keys.ShouldBe(["http.8080"]);
        merged.GatewayPorts[8080].ShouldBe([80]);
    }

    [Fact]
    public void GatewaysOf_OtherSelector_DoesNotCount() =>
        new MeshBuilder().With("edge", "a", Gateway(Http(80, "*"))).Assemble().GatewaysOf(Proxies.Router("edge", ("istio", "other")), []).ShouldBeNull();

    [Theory]
    [InlineData("./a.example", "edge", "a.example")]
    [InlineData("./a.example", "other", "")]
    [InlineData("*/a.example", "other", "a.example")]
    [InlineData("shop/a.example", "shop", "a.example")]
    [InlineData("a.example", "other", "a.example")]
    public void ForNamespace_HostWithNamespace_IsOfferedThere(string host, string ns, string expected)
    {
        var server = Merge(("a", [Http(80, host)])).Listeners[0].Servers[0].Server;

        string.Join(' ', ServerHosts.ForNamespace(server.Hosts, ns)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void GatewaysOf_GatewayOfAnotherNamespace_CountsUnlessTheInstallationScopesThem(bool scoped, bool counts)
    {
        var builder = new MeshBuilder().With("other", "a", Gateway(Http(80, "*")));
        var mesh = builder.With(builder.Globals.Mesh with { Features = new() { ScopeGatewaysToNamespace = scoped } });

        (mesh.Assemble().GatewaysOf(Node, []) is not null).ShouldBe(counts);
        mesh.With("edge", "own", Gateway(Http(80, "*"))).Assemble().GatewaysOf(Node, [])!.GatewayNames.ShouldContain("edge/own");
    }

    [Fact]
    public void DestinationsOf_AGateway_AreThoseOfAllItsVirtualServices()
    {
        var mesh = new MeshBuilder()
            .With("edge", "open", MeshBuilder.RouteTo("a.example", "a.example") with { Gateways = ["edge/a"] })
            .With("shop", "hidden", MeshBuilder.RouteTo("b.example", "b.example") with { Gateways = ["edge/a"], ExportTo = ["."] })
            .With("shop", "foreign", MeshBuilder.RouteTo("c.example", "c.example") with { Gateways = ["edge/other"] });

        mesh.Assemble().DestinationsOf("edge/a").Order(StringComparer.Ordinal).ShouldBe(["a.example", "b.example"]);
    }

    [Fact]
    public void GatewaysOf_ServerWithAnotherHost_TakesThePlaceOfTheOldOneAndLeavesTheOthers()
    {
        var (before, after) = Step("c.example");

        after.Change.ShouldNotBeNull().Since.ShouldBeSameAs(before.Stamp);
        after.Change.Places.Order(Comparer<ServerPlace>.Create((x, y) => string.CompareOrdinal(x.RouteName, y.RouteName)))
            .ShouldBe([new("http.80", 1), new("https.443.one.b.edge", 0)]);
        after.ServersByRouteName["http.80"].Select(server => server.Server.Hosts[0]).ShouldBe(["a.example", "c.example"]);
        after.ServersByRouteName["http.80"][0].ShouldBeSameAs(before.ServersByRouteName["http.80"][0]);
        after.ServersByRouteName["https.443.one.a.edge"].ShouldBeSameAs(before.ServersByRouteName["https.443.one.a.edge"]);
        after.Listeners.SelectMany(listener => listener.Servers).Select(server => server.Server.Hosts[0])
            .ShouldBe(["a.example", "c.example", "a.example", "c.example"]);
        after.TlsRouteName.Count.ShouldBe(2);
    }

    [Fact]
    public void GatewaysOf_ServerThatTakesAnothersTlsHost_IsMergedAnewAndReportsAConflict()
    {
        var (_, after) = Step("a.example");

        after.Change.ShouldBeNull();
        after.Conflicts.ShouldHaveSingleItem().Gateway.ShouldBe("edge/b");
    }

    /// <summary>Two Gateways, of which the second one gets another host.</summary>
    private static (MergedGateway Before, MergedGateway After) Step(string host)
    {
        var mesh = new MeshBuilder()
            .With("edge", "a", Gateway(Http(80, "a.example"), Https("one", "a.example")))
            .With("edge", "b", Gateway(Http(80, "b.example"), Https("one", "b.example")));
        var view = mesh.Assemble();
        var before = view.GatewaysOf(Node, [])!;
        return (before, mesh.With("edge", "b", Gateway(Http(80, host), Https("one", host))).Assemble(view).GatewaysOf(Node, [])!);
    }

    private static MergedGateway Merge(params (string Name, Server[] Servers)[] gateways)
    {
        var mesh = gateways.Aggregate(new MeshBuilder(), (mesh, gateway) => mesh.With("edge", gateway.Name, Gateway(gateway.Servers)));
        return mesh.Assemble().GatewaysOf(Node, [])!;
    }

    private static Gateway Gateway(params Server[] servers) =>
        new() { Selector = new Dictionary<string, string> { ["istio"] = "gw" }, Servers = servers };

    private static Server Http(int port, string host) =>
        new() { Port = new() { Number = port, Name = "http", Protocol = "HTTP" }, Hosts = [host] };

    private static Server Https(string portName, string host) => new()
    {
        Port = new() { Number = 443, Name = portName, Protocol = "HTTPS" },
        Hosts = [host],
        Tls = new() { Mode = ServerTlsMode.Simple, CredentialName = "cert" },
    };
}
