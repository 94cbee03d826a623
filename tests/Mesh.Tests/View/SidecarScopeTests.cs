using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Tests.View;

public sealed class SidecarScopeTests
{
    private static readonly MeshBuilder Mesh = new MeshBuilder()
        .With(MeshBuilder.Kubernetes("a", "shop"))
        .With(MeshBuilder.Kubernetes("b", "shop"))
        .With(MeshBuilder.Kubernetes("c", "zoo", port: 8080))
        .With(MeshBuilder.Kubernetes("private", "zoo") with { ExportTo = ["zoo"] });

    [Fact]
    public void ScopeOf_NoSidecar_SeesEverythingVisible()
    {
        var view = Mesh.Assemble();

        Names(view, "shop").ShouldBe(["a", "b", "c"]);
        Names(view, "zoo").ShouldBe(["private", "a", "b", "c"]);
    }

    [Theory]
    [InlineData("./*", "a b")]
    [InlineData("zoo/*", "c")]
    [InlineData("*/c.zoo.svc.cluster.local", "c")]
    [InlineData("shop/a.shop.svc.cluster.local", "a")]
    [InlineData("*/* ~shop/b.shop.svc.cluster.local", "a c")]
    [InlineData("*/* ~/*.zoo.svc.cluster.local", "a b")]
    [InlineData("not-a-host", "")]
    public void ScopeOf_EgressHosts_ImportWhatTheyName(string hosts, string expected)
    {
        var view = Mesh.With("shop", "s", Sidecar(hosts.Split(' '))).Assemble();

        string.Join(' ', Names(view, "shop")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("shop/api.example", 1)]
    [InlineData("shop/api.example ~/b.shop.svc.cluster.local", 1)]
    [InlineData("shop/*", 2)]
    public void ScopeOf_HostThatIsNamed_IsImportedOnce(string hosts, int expected)
    {
        var first = MeshBuilder.Entry("api.example", "shop");
        var second = first with { Name = "other" };

        var scope = new MeshBuilder().With(first).With(second).With("shop", "s", Sidecar(hosts.Split(' '))).Assemble().ScopeOf(Proxies.Sidecar("shop"));

        scope.EgressListeners[0].Services.Count.ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, "zoo")]
    [InlineData(false, "attic")]
    public void ScopeOf_DestinationInSeveralNamespaces_IsThatOfKubernetesUnlessTheFirstIsAskedFor(bool picksBest, string expected)
    {
        const string Host = "c.zoo.svc.cluster.local";
        var mesh = Mesh
            .With(MeshBuilder.Entry(Host, "attic"))
            .With("shop", "vs", MeshBuilder.RouteTo("a.shop.svc.cluster.local", Host))
            .With("shop", "s", Sidecar("./*"));

        var view = mesh.With(mesh.Globals.Mesh with { Features = new() { PickBestServiceNamespace = picksBest } }).Assemble();

        view.ScopeOf(Proxies.Sidecar("shop")).Service(Host)!.Namespace.ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, "zoo")]
    [InlineData(false, "attic")]
    public void ScopeOf_HostOfSeveralNamespaces_IsThatOfKubernetesUnlessTheScopeIsAsBefore(bool unified, string expected)
    {
        const string Host = "c.zoo.svc.cluster.local";
        var mesh = Mesh
            .With(MeshBuilder.Kubernetes("c", "zoo", day: 2))
            .With(MeshBuilder.Entry(Host, "attic", day: 1))
            .With("shop", "s", Sidecar("attic/*", "zoo/*"));

        var view = mesh.With(mesh.Globals.Mesh with { Features = new() { UnifiedSidecarScope = unified } }).Assemble();

        view.ScopeOf(Proxies.Sidecar("shop")).Service(Host)!.Namespace.ShouldBe(expected);
    }

    [Fact]
    public void ScopeOf_ListenerWithPort_TakesServicesWithThatPortOnly()
    {
        var both = MeshBuilder.Kubernetes("both", "zoo") with { Ports = [new("one", 80, Protocol.Http), new("two", 8080, Protocol.Http)] };
        var sidecar = new Sidecar { Egress = [new() { Port = new() { Number = 8080, Protocol = "HTTP", Name = "x" }, Hosts = ["*/*"] }] };

        var scope = Mesh.With(both).With("shop", "s", sidecar).Assemble().ScopeOf(Proxies.Sidecar("shop"));

        scope.Services.Select(s => s.Name).ShouldBe(["both", "c"]);
        scope.Services.ShouldAllBe(s => s.Ports.Count == 1 && s.Ports[0].Number == 8080);
    }

    [Fact]
    public void ScopeOf_DestinationOfAnImportedVirtualService_IsImportedToo()
    {
        var view = Mesh
            .With("shop", "vs", MeshBuilder.RouteTo("a", "c.zoo.svc.cluster.local"))
            .With("shop", "s", Sidecar("./*"))
            .Assemble();

        var scope = view.ScopeOf(Proxies.Sidecar("shop"));

        scope.Services.Select(s => s.Name).ShouldBe(["a", "b", "c"]);
        scope.EgressListeners[0].Services.Select(s => s.Name).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void ScopeOf_SameHostTwice_PrefersKubernetesToAServiceEntry()
    {
        var squatter = MeshBuilder.Entry("a.shop.svc.cluster.local", "evil", day: 1);
        var own = MeshBuilder.Kubernetes("a", "shop", day: 5);

        var view = new MeshBuilder().With(squatter).With(own).Assemble();

        view.ScopeOf(Proxies.Sidecar("client")).Service("a.shop.svc.cluster.local").ShouldBeSameAs(own);
        view.ScopeOf(Proxies.Router("client")).Service("a.shop.svc.cluster.local").ShouldBeSameAs(own);
    }

    [Fact]
    public void ScopeOf_SameHostInSeveralNamespaces_PrefersTheClientsOwn()
    {
        var theirs = MeshBuilder.Entry("api.example", "one", day: 1);
        var mine = MeshBuilder.Entry("api.example", "client", day: 5);
        var view = new MeshBuilder().With(theirs).With(mine).Assemble();

        view.ScopeOf(Proxies.Sidecar("client")).Service("api.example").ShouldBeSameAs(mine);
        view.ScopeOf(Proxies.Sidecar("other")).Service("api.example").ShouldBeSameAs(theirs);
    }

    [Fact]
    public void ScopeOf_AlikeEntriesOfOneNamespace_HaveTheirPortsMerged()
    {
        var first = MeshBuilder.Entry("api.example", "shop", port: 80);
        var second = MeshBuilder.Entry("api.example", "shop", port: 443, day: 2) with { Name = "second" };

        var service = new MeshBuilder().With(first).With(second).Assemble().ScopeOf(Proxies.Sidecar("x")).Service("api.example")!;

        service.Ports.Select(p => p.Number).ShouldBe([80, 443]);
    }

    [Fact]
    public void ScopeOf_PortsThatAreMerged_CountOnceANumber()
    {
        var service = MeshBuilder.Kubernetes("names", "shop") with
        {
            Ports = [new("http", 80, Protocol.Http), new("tcp", 53, Protocol.Tcp), new("udp", 53, Protocol.Udp)],
        };
        var sidecar = new Sidecar
        {
            Egress = [new() { Port = new() { Number = 80, Protocol = "HTTP", Name = "http" }, Hosts = ["./*"] }, new() { Hosts = ["./*"] }],
        };

        var scope = new MeshBuilder().With(service).With("shop", "s", sidecar).Assemble().ScopeOf(Proxies.Sidecar("shop"));

        scope.Services.ShouldHaveSingleItem().Ports.Select(port => port.Name).ShouldBe(["http", "tcp"]);
    }

    [Fact]
    public void ScopeOf_SeveralSidecars_TakesTheOneThatSelectsTheWorkload()
    {
        var chosen = Sidecar("./*") with { WorkloadSelector = new() { Labels = new Dictionary<string, string> { ["app"] = "a" } } };
        var view = Mesh
            .With("istio-system", "mesh-wide", Sidecar("zoo/*"))
            .With("shop", "all", Sidecar("shop/a.shop.svc.cluster.local"))
            .With("shop", "some", chosen, day: 9)
            .Assemble();

        view.ScopeOf(Proxies.Sidecar("shop", ("app", "a"))).Sidecar!.Meta.Name.ShouldBe("some");
        view.ScopeOf(Proxies.Sidecar("shop")).Sidecar!.Meta.Name.ShouldBe("all");
        view.ScopeOf(Proxies.Sidecar("other")).Sidecar!.Meta.Name.ShouldBe("mesh-wide");
        view.ScopeOf(Proxies.Router("shop")).Sidecar.ShouldBeNull();
    }

    [Fact]
    public void ScopeOf_ExternalName_GivesItsTargetAnAlias()
    {
        var alias = MeshBuilder.Kubernetes("alias", "shop") with { Resolution = Resolution.Alias, ExternalName = "c.zoo.svc.cluster.local" };

        var view = Mesh.With(alias).Assemble();

        view.FindService(new("zoo", "c.zoo.svc.cluster.local"))!.Aliases.ShouldHaveSingleItem().Hostname.ShouldBe("alias.shop.svc.cluster.local");
    }

    [Fact]
    public void ScopeOf_ChangeOutsideItsImports_KeepsTheInstance()
    {
        var mesh = Mesh.With("shop", "s", Sidecar("./*"));
        var first = mesh.Assemble();
        var scope = first.ScopeOf(Proxies.Sidecar("shop"));

        var second = mesh.With(MeshBuilder.Kubernetes("new", "zoo")).Assemble(first);
        var third = mesh.With(MeshBuilder.Kubernetes("new", "shop")).Assemble(second);

        second.ScopeOf(Proxies.Sidecar("shop")).ShouldBeSameAs(scope);
        third.ScopeOf(Proxies.Sidecar("shop")).ShouldNotBeSameAs(scope);
    }

    [Fact]
    public void ScopeOf_ChangeThatComesOutEqual_KeepsTheInstance()
    {
        var first = Mesh.Assemble();
        var scope = first.ScopeOf(Proxies.Sidecar("shop"));

        // Not visible in that namespace.
        var second = Mesh.With(MeshBuilder.Kubernetes("private-2", "zoo") with { ExportTo = ["zoo"] }).Assemble(first);

        second.ScopeOf(Proxies.Sidecar("shop")).ShouldBeSameAs(scope);
    }

    [Fact]
    public void OutboundTrafficPolicy_SidecarSaysSo_OverridesTheMesh()
    {
        var view = Mesh.With("shop", "s", Sidecar("./*") with { OutboundTrafficPolicy = new() { Mode = OutboundTrafficPolicyMode.RegistryOnly } }).Assemble();

        view.ScopeOf(Proxies.Sidecar("shop")).OutboundTrafficPolicy!.Mode.ShouldBe(MeshOutboundTrafficPolicyMode.RegistryOnly);
        view.ScopeOf(Proxies.Sidecar("zoo")).OutboundTrafficPolicy!.Mode.ShouldBe(MeshOutboundTrafficPolicyMode.AllowAny);
    }

    private static Sidecar Sidecar(params string[] hosts) => new() { Egress = [new() { Hosts = hosts }] };

    private static IEnumerable<string> Names(MeshActors.Mesh.View.MeshView view, string ns) => view.ScopeOf(Proxies.Sidecar(ns)).Services.Select(s => s.Name);
}
