using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

public sealed class AddressViewTests
{
    private static readonly Service Kubernetes = MeshBuilder.Kubernetes("a", "shop") with
    {
        DefaultAddress = "10.0.0.1",
        ClusterVips = new Dictionary<string, IReadOnlyList<string>> { ["one"] = ["10.0.0.1", "fd00::1"], ["two"] = ["10.2.0.1"] },
    };

    private static readonly Service Allocated = MeshBuilder.Entry("api.example", "shop") with { AutoAllocatedIpv4 = "240.240.0.1", AutoAllocatedIpv6 = "2001:2::1" };

    [Theory]
    [InlineData("one", true, false, "10.0.0.1")]
    [InlineData("one", false, true, "fd00::1")]
    [InlineData("one", true, true, "10.0.0.1")]
    [InlineData("two", true, false, "10.2.0.1")]
    public void All_KubernetesService_HasTheAddressesOfTheProxysClusterAndFamily(string cluster, bool v4, bool v6, string expected)
    {
        var view = new AddressView(cluster, v4, v6, UsesAllocated: false);

        string.Join(' ', view.All(Kubernetes)).ShouldBe(expected);
        view.Primary(Kubernetes).ShouldBe(expected);
    }

    [Fact]
    public void All_ServiceOfOtherClustersOnly_LeavesOutWhatTheProxyCannotReach()
    {
        new AddressView("three", HasIpv4: true, HasIpv6: false, UsesAllocated: false).All(Kubernetes).ShouldBe(["10.0.0.1"]);
        new AddressView("three", HasIpv4: false, HasIpv6: true, UsesAllocated: false).All(Kubernetes).ShouldBeEmpty();
    }

    [Fact]
    public void Primary_AllocatedAddress_CountsOnlyForProxiesThatAnswerDns()
    {
        new AddressView("one", true, false, UsesAllocated: true).Primary(Allocated).ShouldBe("240.240.0.1");
        new AddressView("one", false, true, UsesAllocated: true).Primary(Allocated).ShouldBe("2001:2::1");
        new AddressView("one", true, false, UsesAllocated: false).Primary(Allocated).ShouldBe(Service.UnspecifiedAddress);
    }

    [Fact]
    public void All_AddressOfAServiceEntry_IsGivenWhateverItsFamily() =>
        new AddressView("one", HasIpv4: true, HasIpv6: false, UsesAllocated: false)
            .All(MeshBuilder.Entry("db.example", "shop") with { DefaultAddress = "fd00::/64" }).ShouldBe(["fd00::/64"]);
}
