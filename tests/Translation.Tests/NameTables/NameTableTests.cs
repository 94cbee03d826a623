using Istio.Networking.Nds.V1;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.NameTables;
using MeshActors.Translation.Tests.Endpoints;

namespace MeshActors.Translation.Tests.NameTables;

public sealed class NameTableTests
{
    private const string CartHost = "cart.shop.svc.cluster.local";

    private readonly NameTableTranslator _translator = new();

    [Fact]
    public void Translate_KubernetesService_HasItsAddressAndShortName()
    {
        var info = Table(Scene.Of(SceneYaml.Service())).Table[CartHost];

        info.Ips.ShouldBe(["10.96.0.1"]);
        (info.Registry, info.Namespace, info.Shortname).ShouldBe(("Kubernetes", "shop", "cart"));
    }

    [Fact]
    public void Translate_HeadlessService_NamesItselfAndItsReadyPods()
    {
        var table = Table(Scene.Of(
            SceneYaml.Service(spec: "clusterIP: None") + SceneYaml.Pod("cart-0", "10.1.0.1") + SceneYaml.Pod("cart-1", "10.1.0.2")
            + SceneYaml.Slice("""
                {addresses: [10.1.0.1], targetRef: {kind: Pod, name: cart-0} },
                {addresses: [10.1.0.2], conditions: {ready: false, terminating: false}, targetRef: {kind: Pod, name: cart-1} }
                """.Replace("\n", " ", StringComparison.Ordinal)))).Table;

        table[CartHost].Ips.ShouldBe(["10.1.0.1"]);
        table[$"cart-0.{CartHost}"].Ips.ShouldBe(["10.1.0.1"]);
        table[$"cart-0.{CartHost}"].Shortname.ShouldBe("cart-0.cart");
        table.ShouldNotContainKey($"cart-1.{CartHost}");
    }

    [Fact]
    public void Translate_ServiceEntryOfAKubernetesHost_LeavesTheKubernetesAddress() =>
        Table(Scene.Of(SceneYaml.Service() + SceneYaml.Entry("{address: 192.0.2.1}", "addresses: [198.51.100.1]"))).Table[CartHost].Ips
            .ShouldBe(["10.96.0.1"]);

    [Fact]
    public void Translate_EntryWithRanges_AnswersWithAddressesOnly() =>
        Table(Scene.Of(SceneYaml.Entry("{address: 192.0.2.1}", "addresses: [198.51.100.1, 203.0.113.0/24, 198.51.100.2]")))
            .Table[CartHost].Ips.ShouldBe(["198.51.100.1", "198.51.100.2"]);

    [Fact]
    public void Translate_Router_KnowsNoNames() =>
        Table(Scene.Of(SceneYaml.Service()), Scene.Client with { Type = ProxyType.Router }).Table.ShouldBeEmpty();

    [Fact]
    public void Translate_PodsOfAnotherNetwork_AreNotNamed()
    {
        var scene = Scene.Of(
            SceneYaml.Service(spec: "clusterIP: None") + SceneYaml.Pod("cart-0", "10.1.0.1", "topology.istio.io/network: far")
            + SceneYaml.Slice("{addresses: [10.1.0.1], targetRef: {kind: Pod, name: cart-0} }"));

        Table(scene, Scene.Client with { Network = "near" }).Table.ShouldNotContainKey(CartHost);
    }

    [Fact]
    public void Translate_ProxiesOfOneScope_ShareTheTable()
    {
        var scene = Scene.Of(SceneYaml.Service());
        var first = _translator.Translate(TranslationContext.Of(Scene.Client, scene.View));

        var sibling = Scene.Client with { Id = "other-0.shop", IpAddresses = ["10.1.0.98"] };
        _translator.Translate(TranslationContext.Of(sibling, scene.View)).ShouldBeSameAs(first);
        _translator.Translate(TranslationContext.Of(Scene.Client with { ClusterId = "remote" }, scene.View)).ShouldNotBeSameAs(first);
    }

    private NameTable Table(Scene scene, ProxyNode? node = null) =>
        NameTable.Parser.ParseFrom(_translator.Translate(TranslationContext.Of(node ?? Scene.Client, scene.View)).Value.Span);
}
