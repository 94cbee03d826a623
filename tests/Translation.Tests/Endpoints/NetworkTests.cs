using Envoy.Config.Endpoint.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Tests.Endpoints;

public sealed class NetworkTests
{
    private static readonly MeshGlobals TwoNetworks = new()
    {
        Mesh = MeshConfigDefaults.Mesh,
        Networks = new(),
        ClusterNetworks = new Dictionary<string, string> { ["Kubernetes"] = "near", ["remote"] = "far" },
    };

    private static readonly string Cart =
        SceneYaml.Service() + SceneYaml.Pod("a", "10.1.0.1") + SceneYaml.Slice("{addresses: [10.1.0.1], targetRef: {kind: Pod, name: a} }");

    private static readonly string Remote =
        SceneYaml.Service() + SceneYaml.Pod("b", "10.2.0.1") + SceneYaml.Pod("plain", "10.2.0.2", "app: cart")
        + SceneYaml.Slice(
            "{addresses: [10.2.0.1], targetRef: {kind: Pod, name: b} }, {addresses: [10.2.0.2], targetRef: {kind: Pod, name: plain} }");

    [Fact]
    public void Translate_OtherNetwork_IsReachedThroughItsGatewaysByMutualTls() =>
        Ask("near", Gateway("203.0.113.1") + Gateway("203.0.113.2")).ShouldBe([("10.1.0.1", 2u), ("203.0.113.1", 1u), ("203.0.113.2", 1u)]);

    [Fact]
    public void Translate_OwnNetwork_IsReachedDirectly() =>
        Ask("far", Gateway("203.0.113.1")).ShouldBe([("10.2.0.1", 1u), ("10.2.0.2", 1u), ("10.1.0.1", 1u)], ignoreOrder: true);

    [Fact]
    public void Translate_NetworkWithoutGateway_IsReachedDirectly() =>
        Ask("near", "").ShouldBe([("10.1.0.1", 1u), ("10.2.0.1", 1u), ("10.2.0.2", 1u)]);

    [Fact]
    public void Translate_GatewayOfAnotherFamily_LeavesTheNetworkOut() =>
        Ask("near", Gateway("2001:db8::1")).ShouldBe([("10.1.0.1", 1u)]);

    [Fact]
    public void Translate_ProxyThatNamesNoNetwork_UsesTheGateway() =>
        Ask("", Gateway("203.0.113.1")).ShouldBe([("10.1.0.1", 1u), ("203.0.113.1", 1u)]);

    [Fact]
    public void Translate_RequestedNetworks_HideAllOthers()
    {
        var node = Scene.Client with { Network = "near", RequestedNetworks = ["near"] };

        Addresses(Scene.Of(Cart, TwoNetworks, Remote + Gateway("203.0.113.1")).Ask(SceneYaml.Cluster, node)).ShouldBe([("10.1.0.1", 1u)]);
    }

    [Fact]
    public void Translate_GatewayOfMeshNetworks_TakesMutualTlsUnderItsClustersName()
    {
        var globals = TwoNetworks with
        {
            Networks = new()
            {
                Networks = new Dictionary<string, Network> { ["far"] = new() { Gateways = [new() { Address = "203.0.113.9", Port = 443 }] } },
            },
        };

        var gateway = Scene.Of(Cart, globals, Remote).Ask(SceneYaml.Cluster, Scene.Client with { Network = "near" })
            .Endpoints.Single().LbEndpoints[1];

        gateway.Endpoint.Address.SocketAddress.PortValue.ShouldBe(443u);
        gateway.Metadata.FilterMetadata["envoy.transport_socket_match"].Fields["tlsMode"].StringValue.ShouldBe("istio");
        gateway.Metadata.FilterMetadata["istio"].Fields["workload"].StringValue.ShouldBe(";;;;");
    }

    [Theory]
    [InlineData(new[] { "203.0.113.1", "203.0.113.2" }, new[] { "10.1.0.1", "203.0.113.1", "203.0.113.2" })]
    [InlineData(new string[0], new[] { "10.1.0.1", "10.2.0.1", "10.2.0.2" })]
    public void Translate_GatewayKnownByName_IsReachedAtTheAddressesOfTheName(string[] found, string[] expected)
    {
        var globals = TwoNetworks.WithGatewayAddresses(new Dictionary<string, IReadOnlyList<string>> { ["elb.example.com"] = found });
        var named = Gateway("203.0.113.1").Replace("ip: \"203.0.113.1\"", "hostname: elb.example.com", StringComparison.Ordinal);
        named.ShouldContain("elb.example.com");

        Addresses(Scene.Of(Cart, globals, Remote + named).Ask(SceneYaml.Cluster, Scene.Client with { Network = "near" }))
            .Select(found => found.Address).ShouldBe(expected);
    }

    private static IEnumerable<(string Address, uint Weight)> Ask(string network, string gateways) =>
        Addresses(Scene.Of(Cart, TwoNetworks, Remote + gateways).Ask(SceneYaml.Cluster, Scene.Client with { Network = network }));

    private static IEnumerable<(string Address, uint Weight)> Addresses(ClusterLoadAssignment assignment) =>
        assignment.Endpoints.SelectMany(l => l.LbEndpoints)
            .Select(e => (e.Endpoint.Address.SocketAddress.Address, e.LoadBalancingWeight ?? 0u));

    private static string Gateway(string address) => $$"""
        apiVersion: v1
        kind: Service
        metadata:
          name: "eastwest-{{address.Replace(':', '-').Replace('.', '-')}}"
          namespace: shop
          labels: {topology.istio.io/network: far}
        spec: {type: LoadBalancer, clusterIP: 10.97.0.9, ports: [{name: tls, port: 15443}]}
        status: {loadBalancer: {ingress: [{ip: "{{address}}"}]} }
        ---

        """;
}
