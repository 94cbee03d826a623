using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Tests;

/// <summary>The control plane's revision is <c>default</c>.</summary>
public sealed class RevisionTests : IAsyncLifetime
{
    private const string Namespace = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: one}

        """;

    private readonly ConfigHarness _mesh = new(Namespace + Separator + Route("prod") + Separator + Tag("other", "stable"));

    private const string Separator = "---\n";

    public Task InitializeAsync() => _mesh.ReadyAsync();

    public async Task DisposeAsync() => await _mesh.DisposeAsync();

    [Fact]
    public async Task Object_OfATagOfThisRevision_CountsWhileTheTagPointsHere()
    {
        (await HasRouteAsync()).ShouldBeFalse();

        _mesh.Objects.Apply(Tag("default", "prod"));
        (await HasRouteAsync()).ShouldBeTrue();

        _mesh.Objects.Apply(Tag("other", "prod"));
        (await HasRouteAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Object_OfATag_GoesWithTheTag()
    {
        _mesh.Objects.Apply(Tag("default", "prod"));
        (await HasRouteAsync()).ShouldBeTrue();

        _mesh.Objects.Delete(ResourceKinds.MutatingWebhookConfiguration, "", "istio-revision-tag-prod");
        (await HasRouteAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Object_OfATagThatAServiceBesideTheControlPlaneNames_Counts()
    {
        _mesh.Objects.Apply(TagService("elsewhere", "default"));
        (await HasRouteAsync()).ShouldBeFalse();

        _mesh.Objects.Apply(TagService("istio-system", "default"));
        (await HasRouteAsync()).ShouldBeTrue();

        _mesh.Objects.Apply(TagService("istio-system", "other"));
        (await HasRouteAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("stable", false)]
    [InlineData("default", true)]
    public async Task Object_OfARevision_CountsForThatOneAlone(string revision, bool counts)
    {
        _mesh.Objects.Apply(Route(revision));

        (await HasRouteAsync()).ShouldBe(counts);
    }

    private static string Tag(string revision, string tag) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: istio-revision-tag-{{tag}}, labels: {istio.io/rev: {{revision}}, istio.io/tag: {{tag}} } }

        """;

    private static string TagService(string ns, string revision) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: istiod-revision-tag-prod, namespace: {{ns}}, labels: {istio.io/rev: {{revision}}, istio.io/tag: prod} }
        spec: {clusterIP: 10.96.0.3, ports: [{name: grpc-xds, port: 15010}]}

        """;

    private static string Route(string revision) => $$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: route, namespace: one, labels: {istio.io/rev: {{revision}} } }
        spec: {hosts: [a], http: [{route: [{destination: {host: a} }]}]}

        """;

    private async Task<bool> HasRouteAsync()
    {
        var probe = _mesh.Kit.CreateTestProbe();
        await _mesh.Kit.AwaitQuiescenceAsync();
        _mesh.Views.Tell(new FollowView(probe.Ref), probe.Ref);
        return (await probe.ExpectMsgAsync<ViewPublished>()).View.Find<VirtualService>("one", "route") is not null;
    }
}
