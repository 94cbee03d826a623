using MeshActors.Actors.Contracts.Views;

namespace MeshActors.Actors.Config.Tests;

public sealed class MeshConfigurationTests : IAsyncLifetime
{
    private readonly ConfigHarness _mesh = new(
        Map("istio", "trustDomain: first.example"),
        new("Kubernetes", [], "istio-system", "default") { SharedMeshConfigMap = "shared" });

    public Task InitializeAsync() => _mesh.ReadyAsync();

    public async Task DisposeAsync() => await _mesh.DisposeAsync();

    [Fact]
    public async Task ConfigMap_ThatCannotBeRead_LeavesWhatItSaidBefore()
    {
        (await TrustDomainAsync()).ShouldBe("first.example");

        _mesh.Objects.Apply(Map("istio", "trustDomain: {no: text}"));
        (await TrustDomainAsync()).ShouldBe("first.example");

        _mesh.Objects.Apply(Map("istio", "trustDomain: mended.example"));
        (await TrustDomainAsync()).ShouldBe("mended.example");
    }

    [Fact]
    public async Task SharedConfigMap_LiesBelowTheOwn()
    {
        _mesh.Objects.Apply(Map("shared", "trustDomain: shared.example"));
        (await TrustDomainAsync()).ShouldBe("first.example");

        _mesh.Objects.Apply(Map("istio", "accessLogFile: /dev/stdout"));
        (await TrustDomainAsync()).ShouldBe("shared.example");
    }

    private static string Map(string name, string mesh) => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{name}}, namespace: istio-system}
        data:
          mesh: |
            {{mesh}}
        """;

    private async Task<string> TrustDomainAsync()
    {
        var probe = _mesh.Kit.CreateTestProbe();
        await _mesh.Kit.AwaitQuiescenceAsync();
        _mesh.Views.Tell(new FollowView(probe.Ref), probe.Ref);
        return (await probe.ExpectMsgAsync<ViewPublished>()).View.Mesh.TrustDomain;
    }
}
