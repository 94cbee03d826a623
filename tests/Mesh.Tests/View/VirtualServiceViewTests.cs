using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Tests.View;

public sealed class VirtualServiceViewTests
{
    [Fact]
    public void VirtualServicesFor_ShortNames_AreWrittenOut()
    {
        var view = new MeshBuilder()
            .With("shop", "reviews", MeshBuilder.RouteTo("reviews", "backend") with { Gateways = ["gw", "mesh"] })
            .Assemble();

        var spec = view.VirtualServicesFor("shop", "shop/gw").ShouldHaveSingleItem().Spec;

        spec.Hosts.ShouldBe(["reviews.shop.svc.cluster.local"]);
        spec.Http[0].Route[0].Destination!.Host.ShouldBe("backend.shop.svc.cluster.local");
        view.VirtualServicesFor("other", "mesh").Count.ShouldBe(1);
    }

    [Fact]
    public void VirtualServicesFor_ExportTo_IsHonoured()
    {
        var view = new MeshBuilder()
            .With("shop", "private", MeshBuilder.RouteTo("a", "a") with { ExportTo = ["."] })
            .With("shop", "named", MeshBuilder.RouteTo("b", "b") with { ExportTo = ["friend"] })
            .With("shop", "hidden", MeshBuilder.RouteTo("c", "c") with { ExportTo = ["~"] })
            .With("shop", "public", MeshBuilder.RouteTo("d", "d"))
            .Assemble();

        Names(view.VirtualServicesFor("shop", "mesh")).ShouldBe(["private", "public"]);
        Names(view.VirtualServicesFor("friend", "mesh")).ShouldBe(["named", "public"]);
        Names(view.VirtualServicesFor("stranger", "mesh")).ShouldBe(["public"]);
    }

    [Fact]
    public void VirtualServicesFor_MeshDefaultIsPrivate_OthersDoNotSeeIt()
    {
        var view = new MeshBuilder()
            .With(MeshConfigDefaults.Mesh with { DefaultVirtualServiceExportTo = ["."] })
            .With("shop", "a", MeshBuilder.RouteTo("a", "a"))
            .Assemble();

        view.VirtualServicesFor("shop", "mesh").Count.ShouldBe(1);
        view.VirtualServicesFor("other", "mesh").ShouldBeEmpty();
    }

    [Fact]
    public void VirtualServicesFor_Several_ComeOldestFirst()
    {
        var view = new MeshBuilder()
            .With("shop", "young", MeshBuilder.RouteTo("a", "a"), day: 3)
            .With("zoo", "b", MeshBuilder.RouteTo("a", "a"), day: 2)
            .With("shop", "b", MeshBuilder.RouteTo("a", "a"), day: 2)
            .With("shop", "old", MeshBuilder.RouteTo("a", "a"), day: 1)
            .Assemble();

        view.VirtualServicesFor("x", "mesh").Select(c => $"{c.Meta.Namespace}/{c.Meta.Name}").ShouldBe(["shop/old", "shop/b", "zoo/b", "shop/young"]);
    }

    [Fact]
    public void VirtualServicesFor_Delegate_IsMergedIntoItsRoot()
    {
        var root = new VirtualService
        {
            Hosts = ["shop.example"],
            Http =
            [
                new()
                {
                    Name = "root",
                    Timeout = TimeSpan.FromSeconds(3),
                    Match = [new() { Uri = new() { Prefix = "/cart" } }],
                    Delegate = new() { Name = "cart", Namespace = "team" },
                },
            ],
        };
        var leaf = new VirtualService
        {
            Http =
            [
                new() { Name = "leaf", Match = [new() { Uri = new() { Prefix = "/cart/pay" } }], Route = [To("pay")] },
                new() { Match = [new() { Uri = new() { Prefix = "/elsewhere" } }], Route = [To("lost")] },
                new() { Route = [To("cart")] },
            ],
        };

        var view = new MeshBuilder().With("edge", "root", root).With("team", "cart", leaf).Assemble();

        var routes = view.VirtualServicesFor("edge", "mesh").ShouldHaveSingleItem().Spec.Http;
        routes.Select(r => r.Name).ShouldBe(["root-leaf", "root"]);
        routes.Select(r => r.Match[0].Uri!.Prefix).ShouldBe(["/cart/pay", "/cart"]);
        routes.Select(r => r.Route[0].Destination!.Host).ShouldBe(["pay.team.svc.cluster.local", "cart.team.svc.cluster.local"]);
        routes.ShouldAllBe(r => r.Timeout == TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void VirtualServicesFor_DelegateNotExported_LeavesTheRouteOut()
    {
        var root = new VirtualService { Hosts = ["h"], Http = [new() { Delegate = new() { Name = "cart", Namespace = "team" } }, new() { Name = "own", Route = [To("a")] }] };

        var view = new MeshBuilder()
            .With("edge", "root", root)
            .With("team", "cart", new VirtualService { ExportTo = ["."], Http = [new() { Route = [To("cart")] }] })
            .Assemble();

        view.VirtualServicesFor("edge", "mesh").ShouldHaveSingleItem().Spec.Http.ShouldHaveSingleItem().Name.ShouldBe("own");
    }

    [Fact]
    public void Assemble_OtherVirtualServiceChanges_KeepsTheInstance()
    {
        var before = new MeshBuilder().With("shop", "a", MeshBuilder.RouteTo("a", "a")).With("zoo", "b", MeshBuilder.RouteTo("b", "b"));
        var first = before.Assemble();

        var second = before.With("zoo", "b", MeshBuilder.RouteTo("b", "c")).Assemble(first);

        second.VirtualServicesFor("x", "mesh")[0].ShouldBeSameAs(first.VirtualServicesFor("x", "mesh")[0]);
        second.VirtualServicesFor("x", "mesh")[1].ShouldNotBeSameAs(first.VirtualServicesFor("x", "mesh")[1]);
    }

    private static HttpRouteDestination To(string host) => new() { Destination = new() { Host = host } };

    private static IEnumerable<string> Names(IReadOnlyList<Config<VirtualService>> configs) => configs.Select(c => c.Meta.Name);
}
