using MeshActors.Mesh.Networking;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

public sealed class DestinationRuleViewTests
{
    private const string Host = "reviews.shop.svc.cluster.local";

    [Theory]
    [InlineData("client", "client")]
    [InlineData("elsewhere", "shop")]
    public void DestinationRuleFor_SeveralNamespaces_PrefersTheClientsThenTheServices(string client, string expected)
    {
        var view = Services()
            .With("istio-system", "r", Rule("*.local"))
            .With("shop", "r", Rule("reviews"))
            .With("client", "r", Rule("*.local"))
            .Assemble();

        Find(view, client)!.Rule.Meta.Namespace.ShouldBe(expected);
    }

    [Fact]
    public void DestinationRuleFor_OnlyRootNamespace_AppliesToAll() =>
        Find(Services().With("istio-system", "r", Rule("*.local")).Assemble(), "client")!.Rule.Meta.Namespace.ShouldBe("istio-system");

    [Fact]
    public void DestinationRuleFor_NotExported_DoesNotApplyElsewhere()
    {
        var view = Services().With("shop", "r", Rule(Host) with { ExportTo = ["."] }).Assemble();

        Find(view, "client").ShouldBeNull();
        Find(view, "shop").ShouldNotBeNull();
    }

    [Fact]
    public void DestinationRuleFor_SeveralForAHost_AreMerged()
    {
        var policy = new TrafficPolicy { RetryBudget = new() };
        var view = Services()
            .With("shop", "young", Rule(Host) with { Subsets = [new() { Name = "v1" }, new() { Name = "v2" }], TrafficPolicy = policy }, day: 2)
            .With("shop", "old", Rule(Host) with { Subsets = [new() { Name = "v1", Labels = new Dictionary<string, string> { ["old"] = "" } }] }, day: 1)
            .Assemble();

        var merged = Find(view, "client")!;

        merged.Rule.Meta.Name.ShouldBe("old");
        merged.Rule.Spec.Subsets.Select(s => s.Name).ShouldBe(["v1", "v2"]);
        merged.Rule.Spec.Subsets[0].Labels.Keys.ShouldBe(["old"]);
        merged.TrafficPolicy.ShouldBe(policy);
        merged.From.Select(f => f.Name).ShouldBe(["old", "young"]);
    }

    [Theory]
    [InlineData(true, new[] { "v2" })]
    [InlineData(false, new[] { "v1", "v2" })]
    public void DestinationRuleFor_RulesExportedDifferently_StayApartUnlessSwitchedOff(bool apart, string[] subsets)
    {
        var services = Services();
        var view = services.With(services.Globals.Mesh with { Features = new() { ExportsKeepRulesApart = apart } })
            .With("shop", "old", Rule(Host) with { ExportTo = ["."], Subsets = [new() { Name = "v1" }] }, day: 1)
            .With("shop", "young", Rule(Host) with { ExportTo = ["shop"], Subsets = [new() { Name = "v2" }] }, day: 2)
            .Assemble();

        Find(view, "shop")!.Rule.Spec.Subsets.Select(subset => subset.Name).ShouldBe(subsets);
    }

    [Fact]
    public void DestinationRuleFor_WorkloadSelector_GoesBeforeTheRuleForAll()
    {
        var view = Services()
            .With("client", "all", Rule(Host))
            .With("client", "canary", Rule(Host) with { WorkloadSelector = new() { Labels = new Dictionary<string, string> { ["track"] = "canary" } } }, day: 9)
            .Assemble();

        Find(view, "client", ("track", "canary"))!.Rule.Meta.Name.ShouldBe("canary");
        Find(view, "client", ("track", "stable"))!.Rule.Meta.Name.ShouldBe("all");
    }

    [Fact]
    public void DestinationRuleFor_UnchangedNamespace_KeepsTheInstance()
    {
        var mesh = Services().With("shop", "r", Rule(Host)).With("zoo", "r", Rule("x"));
        var first = mesh.Assemble();

        var second = mesh.With("zoo", "r", Rule("y")).Assemble(first);

        Find(second, "client").ShouldBeSameAs(Find(first, "client"));
    }

    private static MeshBuilder Services() => new MeshBuilder().With(MeshBuilder.Kubernetes("reviews", "shop"));

    private static DestinationRule Rule(string host) => new() { Host = host };

    private static ConsolidatedDestinationRule? Find(MeshView view, string ns, params (string Key, string Value)[] labels)
    {
        var node = Proxies.Sidecar(ns, labels);
        return view.ScopeOf(node).DestinationRuleFor(Host, node.Labels);
    }
}
