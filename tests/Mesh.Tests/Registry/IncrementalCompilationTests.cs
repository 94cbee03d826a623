using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Tests.Registry;

public sealed class IncrementalCompilationTests
{
    private const string Cart = "cart.shop.svc.cluster.local";
    private const string Stock = "stock.shop.svc.cluster.local";

    private static readonly ClusterObjects Cluster = Meshes.Cluster(
        Samples.Service("cart") + Samples.Pod("cart-0", "cart", "10.1.0.1") + Samples.Pod("cart-1", "cart", "10.1.0.2")
        + Samples.Slice("cart", ("cart-0", "10.1.0.1"), ("cart-1", "10.1.0.2"))
        + Samples.Service("stock") + Samples.Pod("stock-0", "stock", "10.1.0.3") + Samples.Slice("stock", ("stock-0", "10.1.0.3"))
        + Samples.ServiceEntry("ext", "hosts: [a.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]"));

    private readonly CompiledNamespace _before = NamespaceCompiler.Compile(Meshes.Input(Cluster));

    [Fact]
    public void Compile_SameObjects_GivesTheSameSnapshotAndEndpoints()
    {
        var after = Recompile(Cluster);

        after.Snapshot.ShouldBeSameAs(_before.Snapshot);
        ShouldKeepEndpoints(after, Cart, Stock, "a.example.com");
    }

    [Fact]
    public void Compile_NewSlice_ChangesItsServicesEndpointsOnly()
    {
        var after = Recompile(Cluster.With(Samples.Slice("cart", ("cart-1", "10.1.0.2"))));

        after.EndpointsOf(Cart).ShouldHaveSingleItem().ShouldBeSameAs(_before.EndpointsOf(Cart)[1]);
        ShouldKeepEndpoints(after, Stock, "a.example.com");
        after.Snapshot.ShouldBeSameAs(_before.Snapshot);
    }

    [Fact]
    public void Compile_OnlySlicesToldToDiffer_LooksAtTheirServicesOnly()
    {
        // What is not told is not seen: so it is known that nobody looks.
        var cluster = Cluster.With(Samples.Slice("cart", ("cart-1", "10.1.0.2")) + Samples.Slice("stock"));

        var after = NamespaceCompiler.Compile(
            Meshes.Input(cluster) with { Changed = [new("Kubernetes", ResourceKinds.EndpointSlice, "cart-1")] }, _before);

        after.EndpointsOf(Cart).ShouldHaveSingleItem().ShouldBeSameAs(_before.EndpointsOf(Cart)[1]);
        after.ChangedEndpoints.ShouldHaveSingleItem().Hostname.ShouldBe(Cart);
        ShouldKeepEndpoints(after, Stock, "a.example.com");
    }

    [Fact]
    public void Compile_RelabelledPod_ReplacesItsEndpointOnly()
    {
        var after = Recompile(Cluster.With(Samples.Pod("cart-0", "cart", "10.1.0.1", ", version: v2")));

        after.EndpointsOf(Cart)[0].Labels["version"].ShouldBe("v2");
        after.EndpointsOf(Cart)[1].ShouldBeSameAs(_before.EndpointsOf(Cart)[1]);
        ShouldKeepEndpoints(after, Stock);
        after.Snapshot.ShouldBeSameAs(_before.Snapshot);
    }

    [Fact]
    public void Compile_PodThatSaysTheSameAgain_ChangesNothing()
    {
        var after = Recompile(Cluster.With(Samples.Pod("cart-0", "cart", "10.1.0.1")));

        after.Snapshot.ShouldBeSameAs(_before.Snapshot);
        ShouldKeepEndpoints(after, Cart, Stock);
    }

    [Fact]
    public void Compile_ChangedService_KeepsTheOthers()
    {
        var after = Recompile(Cluster.With(Samples.Service("cart", "clusterIP: 10.96.0.2, ports: [{name: http, port: 80}]")));

        after.Named("cart").ShouldNotBeSameAs(_before.Named("cart"));
        after.Named("stock").ShouldBeSameAs(_before.Named("stock"));
        after.Named("a.example.com").ShouldBeSameAs(_before.Named("a.example.com"));
        ShouldKeepEndpoints(after, Cart, Stock);
    }

    [Fact]
    public void Compile_NewIdentityBehindAService_ChangesItsFacts()
    {
        var cluster = Cluster.With(
            Samples.Pod("guest-0", "guest", "10.1.0.9") + Samples.Slice("cart", ("cart-0", "10.1.0.1"), ("guest-0", "10.1.0.9")));

        var after = Recompile(cluster);

        after.Snapshot.Facts[new("shop", Cart)].ServiceAccounts.ShouldBe(
            ["spiffe://cluster.local/ns/shop/sa/cart", "spiffe://cluster.local/ns/shop/sa/guest"]);
        after.Snapshot.Facts[new("shop", Stock)].ShouldBeSameAs(_before.Snapshot.Facts[new("shop", Stock)]);
        after.Snapshot.Services.ShouldBeSameAs(_before.Snapshot.Services);
    }

    [Fact]
    public void Compile_OtherEndpointOfAServiceEntry_KeepsItsService()
    {
        const string Spec = "hosts: [b.example.com], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], exportTo: [.], ";
        var cluster = Cluster.With(Samples.ServiceEntry("static", Spec + "endpoints: [{address: 192.0.2.1}]"));
        var before = Recompile(cluster);

        var after = NamespaceCompiler.Compile(
            Meshes.Input(cluster.With(Samples.ServiceEntry("static", Spec + "endpoints: [{address: 192.0.2.2}]"))), before);

        after.Snapshot.Services.ShouldBeSameAs(before.Snapshot.Services);
        after.EndpointsOf("b.example.com").ShouldHaveSingleItem().FirstAddress.ShouldBe("192.0.2.2");
        after.Snapshot.Facts[new("shop", "b.example.com")].InlineEndpoints.ShouldHaveSingleItem().FirstAddress.ShouldBe("192.0.2.2");
    }

    [Fact]
    public void Compile_NodeThatMoved_ReplacesTheEndpointsOfItsPods()
    {
        var after = NamespaceCompiler.Compile(
            Meshes.Input(Cluster) with
            {
                Nodes = new Dictionary<string, IReadOnlyDictionary<string, NodeFacts>>
                {
                    ["Kubernetes"] = new Dictionary<string, NodeFacts> { ["node-1"] = new() { Name = "node-1", Locality = "r9/z9/" } },
                },
            },
            _before);

        after.EndpointsOf(Cart).ShouldAllBe(e => e.Locality == "r9/z9/");
        after.Named("cart").ShouldBeSameAs(_before.Named("cart"));
    }

    [Fact]
    public void Compile_AfterChanges_EqualsCompilingAfresh()
    {
        var cluster = Cluster
            .With(Samples.Slice("cart", ("cart-1", "10.1.0.2")))
            .With(Samples.Pod("stock-0", "stock", "10.1.0.3", ", version: v2"))
            .With(Samples.WorkloadEntry("vm", "address: 192.0.2.1, labels: {app: stock}"));

        var stepwise = Recompile(cluster);
        var afresh = NamespaceCompiler.Compile(Meshes.Input(cluster));

        stepwise.EndpointsOf(Cart).ShouldBe(afresh.EndpointsOf(Cart));
        stepwise.EndpointsOf(Stock).ShouldBe(afresh.EndpointsOf(Stock));
        stepwise.Snapshot.Facts.ShouldBe(afresh.Snapshot.Facts, ignoreOrder: true);
    }

    private CompiledNamespace Recompile(ClusterObjects cluster) => NamespaceCompiler.Compile(Meshes.Input(cluster), _before);

    private void ShouldKeepEndpoints(CompiledNamespace after, params IReadOnlyList<string> hostnames)
    {
        foreach (var hostname in hostnames)
        {
            var key = new ServiceKey(Meshes.Namespace, hostname);
            after.Endpoints[key].ShouldBeSameAs(_before.Endpoints[key]);
        }
    }
}
