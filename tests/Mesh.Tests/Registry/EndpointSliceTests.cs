using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Tests.Registry;

public sealed class EndpointSliceTests
{
    private const string Host = "cart.shop.svc.cluster.local";

    [Fact]
    public void Compile_SliceOfPods_JoinsPodAndNode()
    {
        var input = Meshes.Input(Meshes.Cluster(
            Samples.Service("cart")
            + Samples.Pod("cart-0", "cart", "10.1.0.1", moreSpec: ", subdomain: peers")
            + Samples.Slice("cart", ("cart-0", "10.1.0.1")))) with
        {
            Nodes = new Dictionary<string, IReadOnlyDictionary<string, NodeFacts>>
            {
                ["Kubernetes"] = new Dictionary<string, NodeFacts> { ["node-1"] = new() { Name = "node-1", Locality = "r1/z1/" } },
            },
        };

        var endpoint = NamespaceCompiler.Compile(input).EndpointsOf(Host).ShouldHaveSingleItem();

        endpoint.Addresses.ShouldBe(["10.1.0.1"]);
        endpoint.Port.ShouldBe(8080);
        endpoint.ServicePortName.ShouldBe("http");
        endpoint.ServiceAccount.ShouldBe("spiffe://cluster.local/ns/shop/sa/cart");
        endpoint.TlsMode.ShouldBe("istio");
        endpoint.Locality.ShouldBe("r1/z1/");
        endpoint.Health.ShouldBe(EndpointHealth.Healthy);
        (endpoint.HostName, endpoint.SubDomain, endpoint.NodeName).ShouldBe(("cart-0", "peers", "node-1"));
        endpoint.Labels["app"].ShouldBe("cart");
        endpoint.Labels["topology.kubernetes.io/zone"].ShouldBe("z1");
        endpoint.Labels["topology.istio.io/cluster"].ShouldBe("Kubernetes");
    }

    [Fact]
    public void Compile_LocalityLabel_WinsOverTheNode() =>
        Meshes.Compile(
            Samples.Service("cart") + Samples.Pod("cart-0", "cart", "10.1.0.1", ", istio-locality: r2.z2")
            + Samples.Slice("cart", ("cart-0", "10.1.0.1")))
            .EndpointsOf(Host).ShouldHaveSingleItem().Locality.ShouldBe("r2/z2");

    [Fact]
    public void Compile_SliceBeforeItsPod_LeavesTheEndpointOut() =>
        Meshes.Compile(Samples.Service("cart") + Samples.Slice("cart", ("cart-0", "10.1.0.1"))).EndpointsOf(Host).ShouldBeEmpty();

    [Fact]
    public void Compile_EndpointWithoutReference_FindsTheServingPodByAddress()
    {
        var endpoints = Meshes.Compile(
            Samples.Unselecting("cart") + Samples.Pod("cart-0", "cart", "10.1.0.1")
            + Samples.SliceOf("cart", "{addresses: [10.1.0.1]}, {addresses: [192.0.2.9]}")).EndpointsOf(Host);

        endpoints.Select(e => e.WorkloadName).ShouldBe(["cart-0", ""]);
        endpoints.Select(e => e.TlsMode).ShouldBe(["istio", "disabled"]);
    }

    [Theory]
    [InlineData("ready: true", "{}", EndpointHealth.Healthy)]
    [InlineData("ready: false, serving: false, terminating: false", "{}", EndpointHealth.Unhealthy)]
    [InlineData("ready: false, serving: true, terminating: true", "{}", EndpointHealth.Terminating)]
    [InlineData("ready: false", "{}", EndpointHealth.Terminating)]
    [InlineData("ready: false, serving: true, terminating: true", "{istio.io/persistent-session: s}", EndpointHealth.Draining)]
    [InlineData("ready: false, serving: false, terminating: true", "{istio.io/persistent-session: s}", EndpointHealth.Terminating)]
    public void Compile_Conditions_TellHealth(string conditions, string serviceLabels, EndpointHealth expected) =>
        Meshes.Compile(
            Samples.Service("cart", meta: $"labels: {serviceLabels}")
            + Samples.SliceOf("cart", $$"""{addresses: [10.1.0.1], conditions: { {{conditions}} } }"""))
            .EndpointsOf(Host).ShouldHaveSingleItem().Health.ShouldBe(expected);

    [Fact]
    public void Compile_EndpointInTwoSlices_CountsOnce() =>
        Meshes.Compile(
            Samples.Service("cart")
            + Samples.SliceOf("cart", "{addresses: [10.1.0.1]}", "a")
            + Samples.SliceOf("cart", "{addresses: [10.1.0.1]}, {addresses: [10.1.0.2]}", "b"))
            .EndpointsOf(Host).Select(e => e.FirstAddress).ShouldBe(["10.1.0.1", "10.1.0.2"]);

    [Theory]
    [InlineData("ReplicaSet", "cart-6d4cf", ", pod-template-hash: 6d4cf", "cart")]
    [InlineData("ReplicaSet", "cart-rs", "", "cart-rs")]
    [InlineData("StatefulSet", "cart", "", "cart")]
    [InlineData("Job", "nightly-28104960", "", "nightly")]
    [InlineData("ReplicaSet", "cart-6d4cf", ", service.istio.io/workload-name: named", "named")]
    public void Compile_Owner_NamesTheWorkload(string kind, string owner, string labels, string expected) =>
        Meshes.Compile(
            Samples.Service("cart")
            + $$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: cart-x
              generateName: cart-
              namespace: shop
              labels: {app: cart{{labels}}}
              ownerReferences: [{kind: {{kind}}, name: {{owner}}, controller: true}]
            status: {phase: Running, podIP: 10.1.0.1}
            ---

            """
            + Samples.Slice("cart", ("cart-x", "10.1.0.1")))
            .EndpointsOf(Host).ShouldHaveSingleItem().WorkloadName.ShouldBe(expected);

    [Theory]
    [InlineData("", "", "10.1.0.1", "")]
    [InlineData(", topology.istio.io/network: own", "cluster-net", "10.1.0.1", "own")]
    [InlineData("", "cluster-net", "10.1.0.1", "cluster-net")]
    [InlineData("", "", "10.2.0.1", "wide")]
    public void Compile_Network_IsTheLabelElseTheClustersElseByAddress(string label, string clusterNetwork, string ip, string expected)
    {
        var globals = Meshes.Globals with
        {
            ClusterNetworks = new Dictionary<string, string> { ["Kubernetes"] = clusterNetwork },
            Networks = new()
            {
                Networks = new Dictionary<string, Network>
                {
                    ["narrow"] = new() { Endpoints = [new() { FromCidr = "10.2.0.0/24" }] },
                    ["wide"] = new() { Endpoints = [new() { FromCidr = "10.2.0.0/16" }] },
                },
            },
        };
        var input = Meshes.Input(Meshes.Cluster(
            Samples.Service("cart") + Samples.Pod("cart-0", "cart", ip, label) + Samples.Slice("cart", ("cart-0", ip)))) with
        { Globals = globals };

        NamespaceCompiler.Compile(input).EndpointsOf(Host).ShouldHaveSingleItem().Network.ShouldBe(expected);
    }

    [Fact]
    public void Compile_TwoClusters_ListsEndpointsByClusterId()
    {
        var compiled = NamespaceCompiler.Compile(Meshes.Input(
            Meshes.Cluster(Samples.Service("cart") + Samples.SliceOf("cart", "{addresses: [10.1.0.1]}")),
            Meshes.Cluster(Samples.Service("cart") + Samples.SliceOf("cart", "{addresses: [10.2.0.1]}"), "East")));

        compiled.EndpointsOf(Host).Select(e => (e.ClusterId, e.FirstAddress)).ShouldBe([("East", "10.2.0.1"), ("Kubernetes", "10.1.0.1")]);
    }

    [Fact]
    public void Compile_SliceInAClusterWithoutTheService_Counts()
    {
        const string Leaving = "{addresses: [10.2.0.2], conditions: {ready: false, serving: true, terminating: true} }";
        var compiled = NamespaceCompiler.Compile(Meshes.Input(
            Meshes.Cluster(Samples.Service("cart")), Meshes.Cluster(Samples.SliceOf("cart", "{addresses: [10.2.0.1]}, " + Leaving), "east")));

        compiled.EndpointsOf(Host).Select(e => (e.ClusterId, e.FirstAddress, e.Health)).ShouldBe(
            [("east", "10.2.0.1", EndpointHealth.Healthy), ("east", "10.2.0.2", EndpointHealth.Unhealthy)]);
    }

    [Fact]
    public void Compile_NamespaceThatTheMeshDoesNotDiscover_GivesNothing()
    {
        var globals = Meshes.Globals with
        {
            Mesh = Meshes.Globals.Mesh with
            {
                DiscoverySelectors = [new() { MatchLabels = new Dictionary<string, string> { ["mesh"] = "on" } }],
            },
        };

        NamespaceCompiler.Compile(Meshes.Input(Meshes.Cluster(Samples.Service("cart"))) with { Globals = globals })
            .Snapshot.Services.ShouldBeEmpty();
    }
}
