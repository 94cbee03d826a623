using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Tests.Registry;

public sealed class KubernetesServiceTests
{
    [Fact]
    public void Compile_ClusterIpService_IsBalancedByClientsUnderItsAddress()
    {
        var service = Meshes.Compile(Samples.Service("cart")).Only();

        service.Key.ShouldBe(new ServiceKey("shop", "cart.shop.svc.cluster.local"));
        service.Resolution.ShouldBe(Resolution.ClientSideLb);
        service.DefaultAddress.ShouldBe("10.96.0.1");
        service.ClusterVips["Kubernetes"].ShouldBe(["10.96.0.1"]);
        service.Ports.ShouldBe([new MeshPort("http", 80, Protocol.Http) { TargetPort = 8080 }]);
    }

    [Fact]
    public void Compile_HeadlessService_PassesThroughWithoutAddress()
    {
        var service = Meshes.Compile(Samples.Service("db", "type: ClusterIP, clusterIP: None, ports: [{name: tcp, port: 5432}]")).Only();

        service.IsHeadless.ShouldBeTrue();
        service.DefaultAddress.ShouldBe(Service.UnspecifiedAddress);
    }

    [Fact]
    public void Compile_ExternalName_IsAnAliasOutsideTheMesh()
    {
        var service = Meshes.Compile(Samples.Unselecting("old", "type: ExternalName, externalName: new.example.com")).Only();

        service.Resolution.ShouldBe(Resolution.Alias);
        service.ExternalName.ShouldBe("new.example.com");
        service.MeshExternal.ShouldBeTrue();
    }

    [Fact]
    public void Compile_DualStackService_KeepsBothAddressesPrimaryFirst() =>
        Meshes.Compile(Samples.Service("cart", "clusterIP: 'fd00::1', clusterIPs: ['fd00::1', 10.96.0.1], ports: [{port: 80}]"))
            .Only().ClusterVips["Kubernetes"].ShouldBe(["fd00::1", "10.96.0.1"]);

    [Fact]
    public void Compile_Annotations_SetVisibilityAndServiceAccounts()
    {
        var service = Meshes.Compile(Samples.Service("cart", meta: """
            annotations: {networking.istio.io/exportTo: "., other", alpha.istio.io/canonical-serviceaccounts: "spiffe://x/a",
              alpha.istio.io/kubernetes-serviceaccounts: "vm"}
            """)).Only();

        service.ExportTo.ShouldBe(["shop", "other"]);
        service.DeclaredServiceAccounts.ShouldBe(["spiffe://x/a", "spiffe://cluster.local/ns/shop/sa/vm"]);
    }

    [Theory]
    [InlineData("trafficDistribution: PreferClose", "labels: {}", TrafficDistribution.PreferSameZone)]
    [InlineData("trafficDistribution: PreferSameNode", "labels: {}", TrafficDistribution.PreferSameNode)]
    [InlineData("clusterIP: None", "annotations: {networking.istio.io/traffic-distribution: preferclose}", TrafficDistribution.PreferSameZone)]
    [InlineData("type: ClusterIP", "annotations: {networking.istio.io/traffic-distribution: nearby}", TrafficDistribution.Any)]
    [InlineData("type: ClusterIP", "labels: {}", TrafficDistribution.PreferSameNode)]
    public void Compile_TrafficDistribution_IsTheFieldElseTheAnnotationElseTheNamespaces(
        string spec, string meta, TrafficDistribution expected) =>
        Meshes.Compile($$"""
            {{Samples.Service("cart", spec, meta)}}
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, annotations: {networking.istio.io/traffic-distribution: PreferSameNode} }
            """).Only().TrafficDistribution.ShouldBe(expected);

    [Theory]
    [InlineData("name: http-web, port: 1", Protocol.Http)]
    [InlineData("name: grpc-web-x, port: 1", Protocol.GrpcWeb)]
    [InlineData("name: GRPC, port: 1", Protocol.Grpc)]
    [InlineData("name: web, port: 1", Protocol.Unsupported)]
    [InlineData("name: mesh, port: 15008, appProtocol: hbone", Protocol.Unsupported)]
    [InlineData("name: web, port: 3306", Protocol.Tcp)]
    [InlineData("name: http, port: 1, protocol: UDP", Protocol.Udp)]
    [InlineData("name: http, port: 1, appProtocol: kubernetes.io/h2c", Protocol.Http2)]
    [InlineData("name: http, port: 1, appProtocol: kubernetes.io/wss", Protocol.Https)]
    [InlineData("name: http, port: 1, appProtocol: tcp", Protocol.Tcp)]
    public void Compile_Port_DeclaresItsProtocolByAppProtocolElseByName(string port, Protocol expected) =>
        Meshes.Compile(Samples.Service("cart", $$"""ports: [{ {{port}} }]""")).Only().Ports[0].Protocol.ShouldBe(expected);

    [Fact]
    public void Compile_LoadBalancerOfANetwork_IsAGatewayAtEachOfItsAddresses()
    {
        var compiled = Meshes.Compile("""
            apiVersion: v1
            kind: Service
            metadata: {name: eastwest, namespace: shop, labels: {topology.istio.io/network: net-a}}
            spec: {type: LoadBalancer, clusterIP: 10.96.0.9, externalIPs: [198.51.100.1], ports: [{name: tls, port: 15443}]}
            status: {loadBalancer: {ingress: [{ip: 192.0.2.1}, {hostname: lb.example.com}]}}
            """);

        compiled.Snapshot.NetworkGateways.Select(g => (g.Network, g.Cluster, g.Address, g.Port)).ShouldBe(
        [
            ("net-a", "Kubernetes", "192.0.2.1", 15443),
            ("net-a", "Kubernetes", "198.51.100.1", 15443),
            ("net-a", "Kubernetes", "lb.example.com", 15443),
        ]);
    }

    [Theory]
    [InlineData("[]", "203.0.113.7")]
    [InlineData("[198.51.100.9]", "198.51.100.9")]
    public void Compile_NodePortGateway_IsReachedOnTheSelectedNodesPortsUnlessItHasAddresses(string externalIps, string expected)
    {
        var cluster = Meshes.Cluster($$"""
            apiVersion: v1
            kind: Service
            metadata:
              name: eastwest
              namespace: shop
              labels: {topology.istio.io/network: net-a}
              annotations: {traffic.istio.io/nodeSelector: '{"edge":"yes"}'}
            spec: {type: NodePort, clusterIP: 10.96.0.9, externalIPs: {{externalIps}}, ports: [{name: tls, port: 15443, nodePort: 30443}]}
            """);
        var input = Meshes.Input(cluster) with
        {
            Nodes = new Dictionary<string, IReadOnlyDictionary<string, NodeFacts>>
            {
                ["Kubernetes"] = new Dictionary<string, NodeFacts>
                {
                    ["edge"] = new()
                    {
                        Name = "edge",
                        Labels = new Dictionary<string, string> { ["edge"] = "yes" },
                        ExternalAddress = "203.0.113.7",
                    },
                    ["inner"] = new() { Name = "inner", ExternalAddress = "203.0.113.8" },
                },
            },
        };

        var gateway = NamespaceCompiler.Compile(input).Snapshot.NetworkGateways.ShouldHaveSingleItem();
        (gateway.Address, gateway.Port).ShouldBe((expected, 30443));
    }

    [Fact]
    public void Compile_ServiceOfTwoClusters_TakesTheConfigClustersDefinitionAndBothAddresses()
    {
        var compiled = NamespaceCompiler.Compile(Meshes.Input(
            Meshes.Cluster(Samples.Service("cart", "clusterIP: 10.97.0.1, ports: [{name: http, port: 81}]"), "east"),
            Meshes.Cluster(Samples.Service("cart"))));

        var service = compiled.Only();
        service.Ports[0].Number.ShouldBe(80);
        service.ClusterVips["Kubernetes"].ShouldBe(["10.96.0.1"]);
        service.ClusterVips["east"].ShouldBe(["10.97.0.1"]);
        service.In("east")!.Ports[0].Number.ShouldBe(81);
        service.In("west").ShouldBeNull();
    }
}
