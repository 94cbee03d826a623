using Envoy.Config.Endpoint.V3;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Config.Tests;

/// <summary>The clock stands still here: what follows an owner finds the next one by being told, and not by its timer.</summary>
public sealed class OwnerChangeTests : IAsyncLifetime
{
    private const string Base = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: one}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: a, namespace: one}
        spec:
          clusterIP: 10.96.0.1
          selector: {app: a}
          ports: [{name: http, port: 80, targetPort: 8080}]
        """;

    private const string Route = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: route, namespace: one}
        spec:
          hosts: [a]
          http: [{route: [{destination: {host: a}}]}]
        """;

    private readonly ConfigHarness _mesh = new(Base);

    public Task InitializeAsync() => _mesh.ReadyAsync();

    public async Task DisposeAsync() => await _mesh.DisposeAsync();

    [Fact]
    public async Task View_OwnerOfANamespaceMoved_FollowsTheNewOne()
    {
        await MoveAsync(new SnapshotTopic("one"));

        _mesh.Objects.Apply(Route);

        (await ViewAsync()).Find<VirtualService>("one", "route").ShouldNotBeNull();
    }

    [Fact]
    public async Task View_OwnerOfTheMeshMoved_FollowsTheNewOne()
    {
        await MoveAsync(MeshTopic.Instance);

        _mesh.Objects.Apply(Route.Replace("namespace: one", "namespace: two", StringComparison.Ordinal));

        (await ViewAsync()).Namespaces.ShouldContain("two");
    }

    [Fact]
    public async Task Namespace_OwnerOfAWatchMoved_FollowsTheNewOne()
    {
        await MoveAsync(new NamespacesTopic("Kubernetes", ResourceKinds.VirtualService));
        await _mesh.Objects.WatchedAsync(_mesh.Watches + 1);

        _mesh.Objects.Apply(Route);

        (await ViewAsync()).Find<VirtualService>("one", "route").ShouldNotBeNull();
    }

    [Fact]
    public async Task Mesh_OwnerOfAWatchMoved_FollowsTheNewOne()
    {
        await MoveAsync(new NamespacesTopic("Kubernetes", ResourceKinds.ConfigMap));
        await _mesh.Objects.WatchedAsync(_mesh.Watches + 1);

        _mesh.Objects.Apply("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio, namespace: istio-system}
            data: {mesh: "trustDomain: moved.example"}
            """);

        (await ViewAsync()).Mesh.TrustDomain.ShouldBe("moved.example");
    }

    [Fact]
    public async Task Service_OwnerOfItsNamespaceMoved_FollowsTheNewOne()
    {
        var service = new ServiceKey("one", "a.one.svc.cluster.local");
        var topic = new LoadAssignmentTopic(service, new EndpointQuery { ClusterName = "a", Service = service, PortName = "http", MutualTls = new() });
        var probe = _mesh.Kit.CreateTestProbe();
        _mesh.Tell(topic, new Subscribe(topic, probe.Ref, FeedPosition.None), probe.Ref);
        await probe.ExpectMsgAsync<FeedState>();
        await MoveAsync(new SnapshotTopic("one"));

        _mesh.Objects.Apply("""
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: a-1, namespace: one, labels: {kubernetes.io/service-name: a}}
            addressType: IPv4
            ports: [{name: http, port: 8080, protocol: TCP}]
            endpoints: [{addresses: [10.0.0.7], conditions: {ready: true}}]
            """);

        var change = (await probe.ReceiveAllAsync()).OfType<FeedChange>().Last().Change.ShouldBeOfType<LoadAssignment>();
        ClusterLoadAssignment.Parser.ParseFrom(change.Resource.Value.Span).Endpoints.Sum(l => l.LbEndpoints.Count).ShouldBe(1);
    }

    private async Task MoveAsync(IFeedTopic topic)
    {
        await _mesh.LoseAsync(topic);
        _mesh.Kit.Sys.EventStream.Publish(RenewSubscriptions.Instance);
        await _mesh.Kit.AwaitQuiescenceAsync();
    }

    private async Task<MeshView> ViewAsync()
    {
        var probe = _mesh.Kit.CreateTestProbe();
        await _mesh.Kit.AwaitQuiescenceAsync();
        _mesh.Views.Tell(new FollowView(probe.Ref), probe.Ref);
        return (await probe.ExpectMsgAsync<ViewPublished>()).View;
    }
}
