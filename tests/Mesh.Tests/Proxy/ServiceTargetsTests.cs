using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Tests.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.Proxy;

public sealed class ServiceTargetsTests
{
    private static readonly ProxyNode Cart = new()
    {
        Id = "cart-0.shop",
        Type = ProxyType.Sidecar,
        IpAddresses = ["10.1.0.1"],
        Namespace = "shop",
        ClusterId = "Kubernetes",
        NodeName = "node-1",
        Labels = new Dictionary<string, string> { ["app"] = "cart" },
        PodPorts = new Dictionary<string, int> { ["web"] = 8443 },
    };

    [Fact]
    public void Of_SelectedWorkload_ServesEachTargetPortAndProtocolOnce() =>
        Targets(Cart, Samples.Service("cart", """
            ports: [{name: http, port: 80, targetPort: 8080}, {name: http-again, port: 81, targetPort: 8080},
              {name: tcp-same, port: 82, targetPort: 8080}, {name: https, port: 443, targetPort: web},
              {name: lost, port: 9, targetPort: unknown}]
            """)).ShouldBe(
            [("cart.shop.svc.cluster.local", 80, 8080), ("cart.shop.svc.cluster.local", 82, 8080), ("cart.shop.svc.cluster.local", 443, 8443)]);

    [Fact]
    public void Of_TargetPortThatIsAName_MeansAContainerPortOfTheSameTransport() =>
        Targets(Cart with { PodUdpPorts = new Dictionary<string, int> { ["names"] = 5353 } }, Samples.Service("cart", """
            ports: [{name: tcp-names, port: 53, targetPort: names}, {name: udp-names, port: 53, protocol: UDP, targetPort: names},
              {name: udp-web, port: 443, protocol: UDP, targetPort: web}]
            """)).ShouldBe([("cart.shop.svc.cluster.local", 53, 5353)]);

    [Fact]
    public void Of_ServiceOfAnotherClusterOnly_IsNotServed()
    {
        var compiled = NamespaceCompiler.Compile(Meshes.Input(Meshes.Cluster(Samples.Service("cart"), "east")));

        ServiceTargets.Of(Cart, View(compiled)).ShouldBeEmpty();
    }

    [Fact]
    public void Of_WorkloadOfNoSelector_IsKnownByItsAddress() =>
        Targets(Cart, Samples.Unselecting("manual") + Samples.SliceOf("manual", "{addresses: [10.1.0.1]}, {addresses: [10.1.0.2]}"))
            .ShouldBe([("manual.shop.svc.cluster.local", 80, 8080)]);

    [Fact]
    public void Of_WorkloadEntryWithItsAddress_CountsInsteadOfLabels() =>
        Targets(
            Cart,
            Samples.Service("cart") + Samples.Service("vm", "clusterIP: 10.96.0.2, ports: [{name: http, port: 80, targetPort: web}]")
            + Samples.WorkloadEntry("vm", "address: 10.1.0.1, labels: {app: vm}, ports: {web: 7070}"))
            .ShouldBe([("vm.shop.svc.cluster.local", 80, 7070)]);

    [Fact]
    public void Of_WorkloadEntryOfTheConfigCluster_IsNoneOfAnotherClustersProxies()
    {
        var services = Samples.Service("cart") + Samples.Service("vm", "clusterIP: 10.96.0.2");
        var compiled = NamespaceCompiler.Compile(Meshes.Input(
            Meshes.Cluster(services + Samples.WorkloadEntry("vm", "address: 10.1.0.1, labels: {app: vm}")), Meshes.Cluster(services, "east")));

        ServiceTargets.Of(Cart with { ClusterId = "east" }, View(compiled)).Select(target => target.Service.Name).ShouldAllBe(name => name == "cart");
        ServiceTargets.Of(Cart, View(compiled)).Select(target => target.Service.Name).ShouldAllBe(name => name == "vm");
    }

    [Fact]
    public void Of_ServiceEntry_IsServedWhereItListsOrSelectsTheWorkload() =>
        Targets(
            Cart,
            Samples.ServiceEntry("listed", """
                hosts: [listed.example.com], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}],
                  endpoints: [{address: 10.1.0.1}, {address: 10.1.0.2}]
                """)
            + Samples.ServiceEntry("selected", """
                hosts: [selected.example.com], resolution: STATIC, ports: [{number: 443, name: web, protocol: TLS}],
                  workloadSelector: {labels: {app: cart}}
                """))
            .ShouldBe([("listed.example.com", 80, 80), ("selected.example.com", 443, 8443)]);

    [Fact]
    public void Of_TwoServices_PutsTheOlderFirst() =>
        Targets(
            Cart,
            Samples.Service("cart", meta: "creationTimestamp: '2026-01-02T00:00:00Z'")
            + Samples.Service("cart", meta: "creationTimestamp: '2026-01-01T00:00:00Z'")
                .Replace("name: cart,", "name: elder,", StringComparison.Ordinal))
            .Select(t => t.Hostname).ShouldBe(["elder.shop.svc.cluster.local", "cart.shop.svc.cluster.local"]);

    private static IEnumerable<(string Hostname, int Port, int Target)> Targets(ProxyNode node, string yaml) =>
        ServiceTargets.Of(node, View(Meshes.Compile(yaml))).Select(t => (t.Service.Hostname, t.Port.Number, t.TargetPort));

    private static MeshView View(CompiledNamespace compiled) =>
        MeshView.Assemble(Meshes.Globals, new Dictionary<string, NamespaceSnapshot> { [Meshes.Namespace] = compiled.Snapshot }, null);
}
