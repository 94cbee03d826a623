using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Tests.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.Proxy;

public sealed class RegistryLabelsTests
{
    private const string Listed =
        "hosts: [vm.example.com], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], "
        + "endpoints: [{address: 10.1.0.1, labels: {app: listed, version: v2}, locality: r2/z2}]";

    private const string Selecting =
        "hosts: [vm.example.com], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], "
        + "workloadSelector: {labels: {app: vm}}";

    private static readonly ProxyNode Machine = new()
    {
        Id = "machine.shop",
        Type = ProxyType.Sidecar,
        IpAddresses = ["10.1.0.1"],
        Namespace = "shop",
        ClusterId = "Kubernetes",
        Locality = new("r1", "z1", ""),
        Labels = new Dictionary<string, string> { ["app"] = "reported", ["own"] = "1" },
        StaticLabels = new Dictionary<string, string> { ["own"] = "1", ["app"] = "static" },
    };

    [Fact]
    public void Known_ListedEndpoint_GivesItsLabelsAndPlace()
    {
        var known = Known(Machine, Samples.ServiceEntry("vm", Listed));

        known.Labels["app"].ShouldBe("listed");
        known.Labels["version"].ShouldBe("v2");
        known.Labels["own"].ShouldBe("1");
        known.ReportedLabels["app"].ShouldBe("reported");
    }

    [Fact]
    public void Known_SelectedWorkload_GivesItsLabels() =>
        Known(Machine, Samples.ServiceEntry("vm", Selecting) + Samples.WorkloadEntry("vm", "address: 10.1.0.1, labels: {app: vm}"))
            .Labels["app"].ShouldBe("vm");

    [Fact]
    public void Known_WorkloadThatNobodySelects_KeepsWhatItSays() =>
        Known(Machine, Samples.WorkloadEntry("vm", "address: 10.1.0.1, labels: {app: vm}")).ShouldBeSameAs(Machine);

    [Fact]
    public void Known_Pod_KeepsWhatItSays()
    {
        var pod = Machine with { NodeName = "node-1" };

        Known(pod, Samples.ServiceEntry("vm", Listed)).ShouldBeSameAs(pod);
    }

    [Fact]
    public void Known_OtherNamespace_KeepsWhatItSays()
    {
        var elsewhere = Machine with { Namespace = "other" };

        Known(elsewhere, Samples.ServiceEntry("vm", Listed)).ShouldBeSameAs(elsewhere);
    }

    private static ProxyNode Known(ProxyNode node, string yaml) => MeshView.Assemble(
        Meshes.Globals,
        new Dictionary<string, NamespaceSnapshot> { [Meshes.Namespace] = Meshes.Compile(yaml).Snapshot },
        null).Known(node);
}
