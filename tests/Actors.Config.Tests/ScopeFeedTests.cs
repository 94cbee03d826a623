using Envoy.Config.Endpoint.V3;
using Envoy.Config.Route.V3;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;

namespace MeshActors.Actors.Config.Tests;

public sealed class ScopeFeedTests
{
    private const string Cluster = "outbound|80||a.one.svc.cluster.local";

    private const string Base = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: one}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: two}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: a, namespace: one}
        spec:
          clusterIP: 10.96.0.1
          selector: {app: a}
          ports: [{name: http, port: 80, targetPort: 8080}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: b, namespace: two}
        spec:
          clusterIP: 10.96.0.2
          selector: {app: b}
          ports: [{name: http, port: 80, targetPort: 8080}]
        """;

    private const string Split = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: split, namespace: one}
        spec:
          hosts: [a]
          http:
          - route: [{destination: {host: a}, weight: 90}, {destination: {host: b.two.svc.cluster.local}, weight: 10}]
        """;

    [Fact]
    public async Task Scope_AfterFirstLists_TellsEverythingAtOnce()
    {
        await using var mesh = new ConfigHarness(Base);
        var (probe, topic) = await FollowAsync(mesh);

        var state = (await probe.FishForMessageAsync<FeedState>()).State.ShouldBeOfType<ScopeState>();

        var clusters = state.Resources[XdsType.Cluster].Select(c => c.Name).ToArray();
        clusters.ShouldContain(Cluster);
        clusters.ShouldContain("outbound|80||b.two.svc.cluster.local");
        clusters.ShouldContain("BlackHoleCluster");
        topic.Proxy.Namespace.ShouldBe("one");
    }

    [Fact]
    public async Task VirtualService_Applied_ChangesOneRouteConfigurationAndNothingElse()
    {
        await using var mesh = new ConfigHarness(Base);
        var (probe, topic) = await FollowAsync(mesh);
        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Route, ["80"]), probe.Ref);
        await probe.ReceiveAllAsync();

        mesh.Objects.Apply(Split);

        var delta = (await probe.FishForMessageAsync<FeedChange>()).Change.ShouldBeOfType<ScopeDelta>();
        delta.Changes.Keys.ShouldBe([XdsType.Route]);
        var route = RouteConfiguration.Parser.ParseFrom(delta.Changes[XdsType.Route].Changed.ShouldHaveSingleItem().Value.Span);
        var host = route.VirtualHosts.Single(h => h.Name == "a.one.svc.cluster.local:80");
        host.Routes[0].Route_.WeightedClusters.Clusters.Select(c => c.Weight).ShouldBe([90u, 10u]);
        await probe.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task DemandedName_ThatDoesNotExist_IsAnsweredAsAbsent()
    {
        await using var mesh = new ConfigHarness(Base);
        var (probe, topic) = await FollowAsync(mesh);
        await probe.ReceiveAllAsync();

        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Secret, ["kubernetes://none"]), probe.Ref);

        var delta = (await probe.FishForMessageAsync<FeedChange>()).Change.ShouldBeOfType<ScopeDelta>();
        delta.Changes[XdsType.Secret].Removed.ShouldBe(["kubernetes://none"]);
    }

    [Fact]
    public async Task Demand_BeforeTheFirstView_IsAnsweredWithIt()
    {
        var lists = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var mesh = new ConfigHarness(Base, lists: lists.Task);
        var topic = new ScopeTopic("scope", ConfigHarness.Sidecar("one", "a"));
        var probe = mesh.Kit.CreateTestProbe();
        mesh.Tell(topic, new Subscribe(topic, probe.Ref, FeedPosition.None), probe.Ref);
        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Endpoint, [Cluster]), probe.Ref);
        await probe.ExpectNoMsgAsync();
        lists.SetResult();

        var state = (await probe.FishForMessageAsync<FeedState>()).State.ShouldBeOfType<ScopeState>();

        state.Endpoints[Cluster].Service.ShouldNotBeNull().Hostname.ShouldBe("a.one.svc.cluster.local");
    }

    [Fact]
    public async Task EndpointSlice_Changed_ReachesSubscribersPastTheViews()
    {
        await using var mesh = new ConfigHarness(Base);
        mesh.Objects.Apply(Slice("10.0.0.7"));
        var (probe, topic) = await FollowAsync(mesh);
        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Endpoint, [Cluster]), probe.Ref);
        await mesh.Kit.AwaitQuiescenceAsync();
        var query = (await probe.ReceiveAllAsync()).OfType<FeedChange>().Select(c => ((ScopeDelta)c.Change).Endpoints)
            .Single(e => e.ContainsKey(Cluster))[Cluster];
        var endpoints = mesh.Kit.CreateTestProbe();
        var views = mesh.Kit.CreateTestProbe();
        mesh.Views.Tell(new FollowView(views.Ref), views.Ref);
        await views.ExpectMsgAsync<ViewPublished>();
        var assignment = new LoadAssignmentTopic(query.Service!.Value, query);
        mesh.Tell(assignment, new Subscribe(assignment, endpoints.Ref, FeedPosition.None), endpoints.Ref);
        Addresses((await endpoints.ExpectMsgAsync<FeedState>()).State).ShouldBe(["10.0.0.7"]);

        mesh.Objects.Apply(Slice("10.0.0.8"));

        Addresses((await endpoints.ExpectMsgAsync<FeedChange>()).Change).ShouldBe(["10.0.0.8"]);
        await views.ExpectNoMsgAsync();
        await probe.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task NamespaceActor_Lost_ReplacedWithoutAnyDifferenceToItsScopes()
    {
        await using var mesh = new ConfigHarness(Base);
        var (probe, topic) = await FollowAsync(mesh);
        var before = (await probe.FishForMessageAsync<FeedState>()).State.ShouldBeOfType<ScopeState>();

        await mesh.LoseAsync(new SnapshotTopic("one"));
        mesh.Tell(topic, new Subscribe(topic, probe.Ref, FeedPosition.None), probe.Ref);
        await mesh.Kit.AdvanceAsync(FeedReader.RenewEvery);

        var after = (await probe.FishForMessageAsync<FeedState>()).State.ShouldBeOfType<ScopeState>();
        after.Resources[XdsType.Cluster].Select(c => (c.Name, c.Version)).ShouldBe(before.Resources[XdsType.Cluster].Select(c => (c.Name, c.Version)));
    }

    [Fact]
    public async Task Scope_AskedForAgainByWhoWasSilentForTooLong_TellsWhatTheSubscriberTakes()
    {
        await using var mesh = new ConfigHarness(Base);
        var (probe, topic) = await FollowAsync(mesh);
        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Route, ["80"]), probe.Ref);
        mesh.Objects.Apply(Split);
        var reader = new FeedReader(topic);
        foreach (var message in await probe.ReceiveAllAsync())
        {
            (message is FeedState state ? reader.Accept(state) : reader.Accept((FeedChange)message, out _)).ShouldBeTrue();
        }

        reader.Position.Sequence.ShouldBeGreaterThan(1);
        await mesh.Kit.AdvanceAsync(FeedPublisher.Lifetime * 3);
        mesh.Objects.Apply(Base.Replace("name: b, namespace: two", "name: c, namespace: two", StringComparison.Ordinal));
        await mesh.Kit.AwaitQuiescenceAsync();
        mesh.Tell(topic, reader.Request(probe.Ref), probe.Ref);

        var told = await probe.FishForMessageAsync<FeedState>();
        reader.Accept(told).ShouldBeTrue();
        told.State.ShouldBeOfType<ScopeState>().Resources[XdsType.Cluster].Select(c => c.Name).ShouldContain("outbound|80||c.two.svc.cluster.local");
        mesh.Objects.Delete(ResourceKinds.Service, "two", "c");
        reader.Accept(await probe.FishForMessageAsync<FeedChange>(), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Endpoints_AskedForAgainByWhoWasSilentForTooLong_TellsWhatTheSubscriberTakes()
    {
        await using var mesh = new ConfigHarness(Base);
        mesh.Objects.Apply(Slice("10.0.0.7"));
        var (probe, topic) = await FollowAsync(mesh);
        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Endpoint, [Cluster]), probe.Ref);
        var query = (await probe.ReceiveAllAsync()).OfType<FeedChange>().Select(c => ((ScopeDelta)c.Change).Endpoints)
            .Single(e => e.ContainsKey(Cluster))[Cluster];
        var service = new ServiceEndpointsTopic(query.Service!.Value);
        var reader = new FeedReader(service);
        var endpoints = mesh.Kit.CreateTestProbe();
        mesh.Tell(service, reader.Request(endpoints.Ref), endpoints.Ref);
        reader.Accept(await endpoints.ExpectMsgAsync<FeedState>()).ShouldBeTrue();
        mesh.Objects.Apply(Slice("10.0.0.8"));
        reader.Accept(await endpoints.ExpectMsgAsync<FeedState>()).ShouldBeTrue();

        await mesh.Kit.AdvanceAsync(FeedPublisher.Lifetime * 3);
        mesh.Objects.Apply(Slice("10.0.0.9"));
        await mesh.Kit.AwaitQuiescenceAsync();
        mesh.Tell(service, reader.Request(endpoints.Ref), endpoints.Ref);

        var told = await endpoints.ExpectMsgAsync<FeedState>();
        reader.Accept(told).ShouldBeTrue();
        told.State.ShouldBeOfType<ServiceEndpoints>().Endpoints.Select(e => e.FirstAddress).ShouldBe(["10.0.0.9"]);
    }

    [Fact]
    public async Task Watcher_Lost_KeepsWhatItToldUntilItsSuccessorHasAll()
    {
        await using var mesh = new ConfigHarness(Base);
        mesh.Objects.Apply(Split);
        var (probe, topic) = await FollowAsync(mesh);
        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Route, ["80"]), probe.Ref);
        await probe.ReceiveAllAsync();

        await mesh.LoseAsync(new NamespacesTopic("Kubernetes", ResourceKinds.VirtualService));
        await mesh.Kit.AdvanceAsync(FeedReader.RenewEvery);
        await mesh.Objects.WatchedAsync(mesh.Watches + 1);

        await probe.ExpectNoMsgAsync();
        mesh.Objects.Delete(ResourceKinds.VirtualService, "one", "split");
        var delta = (await probe.FishForMessageAsync<FeedChange>()).Change.ShouldBeOfType<ScopeDelta>();
        delta.Changes.Keys.ShouldBe([XdsType.Route]);
    }

    [Fact]
    public async Task ObjectOfAnotherRevision_CountsAsAbsent()
    {
        await using var mesh = new ConfigHarness(Base);
        var (probe, topic) = await FollowAsync(mesh);
        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Route, ["80"]), probe.Ref);
        await probe.ReceiveAllAsync();

        mesh.Objects.Apply(Split.Replace("namespace: one", "namespace: one, labels: {istio.io/rev: canary}", StringComparison.Ordinal));
        await probe.ExpectNoMsgAsync();
        mesh.Objects.Apply(Split.Replace("namespace: one", "namespace: one, labels: {istio.io/rev: default}", StringComparison.Ordinal));

        (await probe.FishForMessageAsync<FeedChange>()).Change.ShouldBeOfType<ScopeDelta>().Changes.Keys.ShouldBe([XdsType.Route]);
    }

    [Fact]
    public async Task InvalidObject_CountsAsAbsent()
    {
        await using var mesh = new ConfigHarness(Base);
        var (probe, topic) = await FollowAsync(mesh);
        mesh.Tell(topic, new DemandNames(topic, probe.Ref, XdsType.Route, ["80"]), probe.Ref);
        mesh.Objects.Apply(Split);
        await probe.ReceiveAllAsync();

        mesh.Objects.Apply(Split.Replace("weight: 90", "weight: ninety", StringComparison.Ordinal));

        var delta = (await probe.FishForMessageAsync<FeedChange>()).Change.ShouldBeOfType<ScopeDelta>();
        var route = RouteConfiguration.Parser.ParseFrom(delta.Changes[XdsType.Route].Changed.ShouldHaveSingleItem().Value.Span);
        route.VirtualHosts.Single(h => h.Name == "a.one.svc.cluster.local:80").Routes[0].Route_.Cluster.ShouldBe(Cluster);
    }

    private static async Task<(TestKit.TestProbe Probe, ScopeTopic Topic)> FollowAsync(ConfigHarness mesh)
    {
        var topic = new ScopeTopic("scope", ConfigHarness.Sidecar("one", "a"));
        var probe = mesh.Kit.CreateTestProbe();
        mesh.Tell(topic, new Subscribe(topic, probe.Ref, FeedPosition.None), probe.Ref);
        await mesh.ReadyAsync();
        return (probe, topic);
    }

    private static string Slice(string address) => $$"""
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: a-1
          namespace: one
          labels: {kubernetes.io/service-name: a}
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints:
        - addresses: ["{{address}}"]
          conditions: {ready: true}
        """;

    private static IEnumerable<string> Addresses(object content) =>
        ClusterLoadAssignment.Parser.ParseFrom(content.ShouldBeOfType<LoadAssignment>().Resource.Value.Span)
            .Endpoints.SelectMany(l => l.LbEndpoints).Select(e => e.Endpoint.Address.SocketAddress.Address);
}
