using MeshActors.Host.Options;
using MeshActors.Mesh.Objects;

namespace MeshActors.Host.Tests.Options;

public sealed class WatchedKindsTests
{
    [Fact]
    public void Contains_NothingIgnored_IsEveryKind() => WatchedKinds.All.Contains(ResourceKinds.WasmPlugin).ShouldBeTrue();

    [Fact]
    public void Contains_GroupsIgnored_IsWhatIsIncludedAgain()
    {
        var kinds = new WatchedKinds(["*.istio.io"], ["wasmplugins.extensions.istio.io", "*.security.istio.io"]);

        kinds.Contains(ResourceKinds.VirtualService).ShouldBeFalse();
        kinds.Contains(ResourceKinds.TrafficExtension).ShouldBeFalse();
        kinds.Contains(ResourceKinds.WasmPlugin).ShouldBeTrue();
        kinds.Contains(ResourceKinds.PeerAuthentication).ShouldBeTrue();
    }

    [Fact]
    public void Contains_KindOfKubernetes_IsAlways()
    {
        var kinds = new WatchedKinds(["*.k8s.io", "endpointslices.discovery.k8s.io"], []);

        kinds.Contains(ResourceKinds.EndpointSlice).ShouldBeTrue();
        kinds.Contains(ResourceKinds.Service).ShouldBeTrue();
        kinds.Contains(ResourceKinds.HttpRoute).ShouldBeFalse();
    }

    [Fact]
    public void Contains_NameWithoutStar_IsMatchedWhole() =>
        new WatchedKinds(["istio.io", "sidecars"], []).Contains(ResourceKinds.Sidecar).ShouldBeTrue();
}
