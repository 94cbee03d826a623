using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Tests.Registry;

/// <summary>Switches of the installation that tell which workloads count.</summary>
public sealed class WorkloadSwitchTests
{
    private const string Selecting = """
        hosts: [ext.example.com], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}],
          workloadSelector: {labels: {app: cart} }
        """;

    private static readonly string Entry = Samples.ServiceEntry("ext", Selecting);
    private static readonly string Machine = Samples.WorkloadEntry("vm", "address: 192.0.2.1, labels: {app: cart}");

    [Theory]
    [InlineData(true, new[] { "10.1.0.1", "192.0.2.1" })]
    [InlineData(false, new[] { "192.0.2.1" })]
    public void EntriesSelectPods_IsWhetherPodsServeServiceEntries(bool on, string[] expected) =>
        Addresses("ext.example.com", new() { EntriesSelectPods = on }, Meshes.Cluster(Entry + Machine + Samples.Pod("cart-0", "cart", "10.1.0.1")))
            .ShouldBe(expected);

    [Theory]
    [InlineData(true, new[] { "192.0.2.1" })]
    [InlineData(false, new string[0])]
    public void ServicesSelectEntries_IsWhetherWorkloadEntriesServeServices(bool on, string[] expected) =>
        Addresses("cart.shop.svc.cluster.local", new() { ServicesSelectEntries = on }, Meshes.Cluster(Samples.Service("cart") + Machine))
            .ShouldBe(expected);

    [Theory]
    [InlineData(true, true, new[] { "192.0.2.1" })]
    [InlineData(false, true, new string[0])]
    [InlineData(true, false, new string[0])]
    public void EntriesOfAllClusters_CountOnlyWhereServicesSelectThem(bool all, bool selected, string[] expected) =>
        Addresses(
            "ext.example.com",
            new() { EntriesOfAllClusters = all, ServicesSelectEntries = selected },
            Meshes.Cluster(Entry),
            Meshes.Cluster(Machine, "east")).ShouldBe(expected);

    [Theory]
    [InlineData(true, new string[0])]
    [InlineData(false, new[] { "192.0.2.1" })]
    public void EntryHealthChecks_KeepOutWhatIsNotHealthy(bool on, string[] expected) =>
        Addresses(
            "ext.example.com",
            new() { EntryHealthChecks = on },
            Meshes.Cluster(Entry + Samples.WorkloadEntry(
                "vm", "address: 192.0.2.1, labels: {app: cart}", "annotations: {proxy.istio.io/health-checks-enabled: 'true'}"))).ShouldBe(expected);

    private static IEnumerable<string> Addresses(string host, MeshFeatures features, params ClusterObjects[] clusters)
    {
        var globals = Meshes.Globals with { Mesh = Meshes.Globals.Mesh with { Features = features } };
        return NamespaceCompiler.Compile(Meshes.Input(clusters) with { Globals = globals }).EndpointsOf(host).Select(endpoint => endpoint.FirstAddress);
    }
}
