using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;
using MeshActors.Testing;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Host.Tests.Links;

/// <summary>Every message that entities and subscribers exchange, sent over a real link.</summary>
public sealed class CrossingMessagesTests : IAsyncLifetime
{
    private static readonly FeedPosition Position = new(new(7, 638_000_000_000_000_000), 42);

    private readonly Channel<object> _received = Channel.CreateUnbounded<object>();
    private LinkPair _pair = null!;
    private IActorRef _sink = null!;

    public async Task InitializeAsync()
    {
        _pair = await LinkPair.StartAsync();
        _pair.Right.ActorOf(Props.Create(() => new Sink(_received.Writer)), "sink");
        _sink = ReplicaLinks.Get(_pair.Left).ActorAt("right", "/user/sink");
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    [Fact]
    public async Task Subscribe_AnyTopic_ArrivesWithItsSubscriber()
    {
        var subscriber = _pair.Left.ActorOf(Props.Create(() => new Sink(_received.Writer)), "subscriber");
        IFeedTopic[] topics =
        [
            MeshTopic.Instance,
            new SnapshotTopic("default"),
            new ObjectsTopic("east", ResourceKinds.VirtualService, "default"),
            new NamespacesTopic("east", ResourceKinds.Pod),
            new ServiceEndpointsTopic(Reviews),
            new LoadAssignmentTopic(Reviews, FullQuery()),
            new ScopeTopic("key", Proxy()),
        ];

        foreach (var topic in topics)
        {
            var arrived = await CrossAsync(new Subscribe(topic, subscriber, Position, Lost: true));

            arrived.Topic.ShouldBe(topic);
            arrived.Have.ShouldBe(Position);
            arrived.Lost.ShouldBeTrue();
            arrived.Subscriber.Path.Name.ShouldBe("subscriber");
            (await CrossAsync(new Unsubscribe(topic, subscriber))).Topic.ShouldBe(topic);
        }
    }

    [Fact]
    public async Task Objects_StateAndChange_ArriveWithTheirJson()
    {
        var item = Watched("reviews", "11");
        var topic = new ObjectsTopic("east", ResourceKinds.VirtualService, "default");

        var state = (ObjectsState)(await CrossAsync(new FeedState(topic, Position, new ObjectsState([item])))).State;
        var change = (ObjectChange)(await CrossAsync(new FeedChange(topic, Position, new ObjectChange("reviews", item)))).Change;
        var removal = (ObjectChange)(await CrossAsync(new FeedChange(topic, Position, new ObjectChange("reviews", null)))).Change;

        Text(state.Objects.ShouldHaveSingleItem()).ShouldBe(Text(item));
        change.Object.ShouldNotBeNull().ResourceVersion.ShouldBe("11");
        removal.ShouldBe(new ObjectChange("reviews", null));
    }

    [Fact]
    public async Task Snapshot_SentTwice_SaysTheSame()
    {
        var sent = new PublishedSnapshot(Snapshot("11"), new Json("11"));

        var first = ((PublishedSnapshot)(await CrossAsync(new FeedState(new SnapshotTopic("default"), Position, sent))).State).Snapshot;
        var second = ((PublishedSnapshot)(await CrossAsync(new FeedState(new SnapshotTopic("default"), Position.Next(), sent))).State).Snapshot;

        ShouldSayTheSame(first.Services.ShouldHaveSingleItem(), sent.Snapshot.Services[0]);
        first.Facts[Reviews].ShouldBe(sent.Snapshot.Facts[Reviews]);
        first.NetworkGateways.ShouldBe(sent.Snapshot.NetworkGateways);
        first.Labels.ShouldBe(sent.Snapshot.Labels);
        first.Objects[ResourceKinds.VirtualService].ShouldHaveSingleItem().SpecHash.ShouldBe(sent.Snapshot.Objects[ResourceKinds.VirtualService][0].SpecHash);
        SnapshotReuse.Over(first, second).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task Snapshot_OneObjectChanged_KeepsTheOtherInstances()
    {
        var topic = new SnapshotTopic("default");
        var before = ((PublishedSnapshot)(await CrossAsync(new FeedState(topic, Position, new PublishedSnapshot(Snapshot("11"), new Json("11"))))).State).Snapshot;
        var sent = ((PublishedSnapshot)(await CrossAsync(new FeedState(topic, Position.Next(), new PublishedSnapshot(Snapshot("12"), new Json("12"))))).State).Snapshot;

        var after = SnapshotReuse.Over(before, sent);

        after.Services.ShouldBeSameAs(before.Services);
        after.Facts.ShouldBeSameAs(before.Facts);
        after.Objects[ResourceKinds.VirtualService].ShouldBe(sent.Objects[ResourceKinds.VirtualService]);
        after.Objects[ResourceKinds.VirtualService][0].ShouldNotBeSameAs(before.Objects[ResourceKinds.VirtualService][0]);
    }

    [Fact]
    public async Task SnapshotDelta_OneOfManyServicesChanged_IsSmallAndMakesTheNextSnapshot()
    {
        var topic = new SnapshotTopic("default");
        var first = Snapshot("11");
        first = first with { Services = [.. Enumerable.Range(0, 1000).Select(i => first.Services[0] with { Name = $"s{i}" })] };
        Service[] services = [.. first.Services];
        services[500] = services[500] with { Labels = new Dictionary<string, string> { ["new"] = "label" } };
        var second = first with
        {
            Services = services,
            Objects = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>(),
            Facts = new Dictionary<ServiceKey, ServiceFacts> { [new("default", "added")] = new() { ServiceAccounts = ["spiffe://b"] } },
        };
        var held = ((PublishedSnapshot)(await CrossAsync(new FeedState(topic, Position, new PublishedSnapshot(first, new Json("11"))))).State).Snapshot;

        var delta = (SnapshotDelta)(await CrossAsync(new FeedChange(topic, Position.Next(), SnapshotDelta.Between(first, second)))).Change;
        var next = delta.ApplyTo(held).ShouldNotBeNull();

        delta.Services.ShouldNotBeNull().Parts.Count.ShouldBe(3);
        next.Services.Select(service => service.Name).ShouldBe(second.Services.Select(service => service.Name));
        next.Services[500].Labels.ShouldBe(second.Services[500].Labels);
        next.Services[501].ShouldBeSameAs(held.Services[501]);
        next.Objects.ShouldBeEmpty();
        next.Facts.ShouldBe(second.Facts);
    }

    [Fact]
    public async Task Mesh_SentTwice_KeepsGlobalsAndNodes()
    {
        var node = new NodeFacts { Name = "n1", Locality = "r/z/s", Labels = new Dictionary<string, string> { ["a"] = "b" }, ExternalAddress = "1.2.3.4" };
        var sent = new MeshState(
            new MeshGlobals { Mesh = new() { RootNamespace = "mesh-system", Features = new() { DualStack = true, TraceSampling = 5 } }, Networks = new(), ClusterNetworks = new Dictionary<string, string> { ["east"] = "n" } },
            new Dictionary<string, IReadOnlyDictionary<string, NodeFacts>> { ["east"] = new Dictionary<string, NodeFacts> { ["n1"] = node } },
            ["a", "b"])
        {
            Sources = new(null, "accessLogFile: /dev/stdout", "networks: {east: {}}"),
        };

        var first = (MeshState)(await CrossAsync(new FeedState(MeshTopic.Instance, Position, sent))).State;
        var second = (MeshState)(await CrossAsync(new FeedChange(MeshTopic.Instance, Position, sent with { Namespaces = ["a"] }))).Change;

        first.Globals.RootNamespace.ShouldBe("mesh-system");
        first.Globals.Mesh.AccessLogFile.ShouldBe("/dev/stdout");
        first.Globals.Networks.Networks.Keys.ShouldBe(["east"]);
        first.Sources.ShouldBe(sent.Sources);
        first.Globals.Mesh.Features.ShouldBe(sent.Globals.Mesh.Features);
        first.Globals.ClusterNetworks["east"].ShouldBe("n");
        first.Nodes["east"]["n1"].ShouldBe(node);
        second.Globals.ShouldBeSameAs(first.Globals);
        second.Nodes.ShouldBeSameAs(first.Nodes);
        second.Namespaces.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Endpoints_OneChanged_KeepsTheInstanceOfTheOther()
    {
        var topic = new ServiceEndpointsTopic(Reviews);
        var first = (ServiceEndpoints)(await CrossAsync(new FeedState(topic, Position, new ServiceEndpoints(Reviews, [Pod("10.0.0.1"), Pod("10.0.0.2")])))).State;

        var second = (ServiceEndpoints)(await CrossAsync(new FeedChange(topic, Position, new ServiceEndpoints(Reviews, [Pod("10.0.0.1"), Pod("10.0.0.3")])))).Change;

        first.Endpoints.ShouldBe([Pod("10.0.0.1"), Pod("10.0.0.2")]);
        second.Endpoints.ShouldBe([Pod("10.0.0.1"), Pod("10.0.0.3")]);
        var over = EndpointReuse.Over(first, second);
        over.Endpoints.ShouldBe(second.Endpoints);
        over.Endpoints[0].ShouldBeSameAs(first.Endpoints[0]);
    }

    [Fact]
    public async Task Scope_StateAndDelta_ArriveWithTheSameVersions()
    {
        var topic = new ScopeTopic("key", Proxy());
        var cluster = new EncodedResource("outbound|9080||reviews", TypeUrl, new byte[] { 1, 2, 3 });
        var queries = new Dictionary<string, EndpointQuery> { ["outbound|9080||reviews"] = FullQuery(), ["none"] = new() { ClusterName = "none", MutualTls = new() } };
        var state = new ScopeState(
            new Dictionary<XdsType, IReadOnlyList<EncodedResource>> { [XdsType.Cluster] = [cluster] },
            new Dictionary<XdsType, IReadOnlyCollection<string>> { [XdsType.Route] = ["80", "9080"] },
            queries);
        var delta = new ScopeDelta(new Dictionary<XdsType, ResourceChanges> { [XdsType.Cluster] = new([cluster], ["gone"]) }, queries);

        var whole = (ScopeState)(await CrossAsync(new FeedState(topic, Position, state))).State;
        var change = (ScopeDelta)(await CrossAsync(new FeedChange(topic, Position, delta))).Change;

        whole.Resources[XdsType.Cluster].ShouldHaveSingleItem().Version.ShouldBe(cluster.Version);
        whole.Answered[XdsType.Route].ShouldBe(["80", "9080"]);
        whole.Endpoints.ShouldBe(queries);
        change.Changes[XdsType.Cluster].Changed.ShouldHaveSingleItem().TypeUrl.ShouldBe(TypeUrl);
        change.Changes[XdsType.Cluster].Removed.ShouldBe(["gone"]);
        change.Endpoints.ShouldBe(queries);
    }

    [Fact]
    public async Task Demand_ProxyOfTheScope_ArrivesWithAllThatTranslationReads()
    {
        var proxy = Proxy();
        var subscriber = _pair.Left.ActorOf(Props.Create(() => new Sink(_received.Writer)));

        var arrived = await CrossAsync(new DemandNames(new("key", proxy), subscriber, XdsType.Route, ["80"]));
        var released = await CrossAsync(new ReleaseNames(new("key", proxy), subscriber, XdsType.Endpoint, ["a"]));

        ShouldSayTheSame(arrived.Scope.Proxy, proxy);
        (arrived.Type, arrived.Names[0]).ShouldBe((XdsType.Route, "80"));
        (released.Type, released.Names[0]).ShouldBe((XdsType.Endpoint, "a"));
    }

    [Fact]
    public async Task LoadAssignment_Arrives()
    {
        var resource = new EncodedResource("c", TypeUrl, new byte[] { 9 });

        var arrived = await CrossAsync(new FeedState(new LoadAssignmentTopic(Reviews, FullQuery()), Position, new LoadAssignment(resource)));

        ((LoadAssignment)arrived.State).Resource.Version.ShouldBe(resource.Version);
    }

    private const string TypeUrl = "type.googleapis.com/envoy.config.cluster.v3.Cluster";

    private static ServiceKey Reviews { get; } = new("default", "reviews.default.svc.cluster.local");

    private async Task<T> CrossAsync<T>(T message)
        where T : notnull
    {
        _sink.Tell(message);
        using var limit = new CancellationTokenSource(Patience.Limit);
        return (await _received.Reader.ReadAsync(limit.Token)).ShouldBeOfType<T>();
    }

    private static void ShouldSayTheSame<T>(T actual, T expected)
    {
        var (left, right) = (JsonSerializer.SerializeToNode(actual), JsonSerializer.SerializeToNode(expected));
        JsonNode.DeepEquals(left, right).ShouldBeTrue($"{left}\nshould be\n{right}");
    }

    private static string Text(WatchedObject item) => Encoding.UTF8.GetString(item.Json.Span);

    private static WatchedObject Watched(string name, string version) => new(
        ResourceKinds.VirtualService,
        "default",
        name,
        "uid-1",
        version,
        Encoding.UTF8.GetBytes($$$"""
            {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"{{{name}}}","namespace":"default","uid":"uid-1","resourceVersion":"{{{version}}}"},
             "spec":{"hosts":["reviews"],"http":[{"route":[{"destination":{"host":"reviews"}}]}]}}
            """));

    private static NamespaceSnapshot Snapshot(string version) => new()
    {
        Namespace = "default",
        Labels = new Dictionary<string, string> { ["istio-injection"] = "enabled" },
        Objects = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>
        {
            [ResourceKinds.VirtualService] = [ObjectParser.Parse(ResourceKinds.VirtualService, Watched("reviews", version).Json).Object!],
        },
        Services =
        [
            new()
            {
                Hostname = Reviews.Hostname,
                Namespace = "default",
                Name = "reviews",
                Registry = ServiceRegistry.Kubernetes,
                Resolution = Resolution.ClientSideLb,
                Ports = [new("http", 9080, Protocol.Http) { TargetPortName = "web" }],
                ClusterVips = new Dictionary<string, IReadOnlyList<string>> { ["east"] = ["10.96.0.7"] },
                CreationTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                NodePorts = new Dictionary<string, IReadOnlyDictionary<int, int>> { ["east"] = new Dictionary<int, int> { [9080] = 30080 } },
                Aliases = [new("other", "alias.example")],
                Source = new("Service", "default", "reviews"),
            },
        ],
        Facts = new Dictionary<ServiceKey, ServiceFacts> { [Reviews] = new() { ServiceAccounts = ["spiffe://a"], InlineEndpoints = [Pod("10.0.0.9")] } },
        NetworkGateways = [new("n2", "west", "9.9.9.9", 15443, 15008)],
    };

    private static Endpoint Pod(string address) => new()
    {
        Addresses = [address],
        Port = 9080,
        ServicePortName = "http",
        Labels = new Dictionary<string, string> { ["version"] = "v1" },
        TlsMode = "istio",
        Health = EndpointHealth.Healthy,
        Weight = 3,
    };

    private static EndpointQuery FullQuery() => new()
    {
        ClusterName = "outbound|9080|v1|reviews.default.svc.cluster.local",
        Service = Reviews,
        PortName = "http",
        SubsetLabels = [new("version", "v1")],
        OnlyCluster = "east",
        Networks = ["n1", "n2"],
        Self = new("w", "h", "r", "region"),
        MutualTls = new() { IsDisabled = true, Workloads = [new([new("app", "a")], true, [new(80, false)])] },
        Paths = new() { ProxyNetwork = "n1", IsSidecar = true, HasIpv4 = true, HasIpv6 = false, Gateways = [new("n2", "west", "9.9.9.9", 15443)], Scale = 2 },
        Locality = new() { From = new("r", "z", "s"), Weights = [new("r/*", 80)], Labels = [new("a", "b")], RanksPlaces = true, FailoverTo = "r2" },
        KeepsDraining = true,
        CanTunnel = true,
        OmitsWorkloads = true,
        DrainingLabel = "example.com/drains",
        External = new("ext", "v1", "shop"),
    };

    private static ProxyNode Proxy()
    {
        var node = new Node
        {
            Id = "sidecar~10.0.0.5~app.default~default.svc.cluster.local",
            Cluster = "app.default",
            Locality = new() { Region = "r", Zone = "z" },
            Metadata = Struct.Parser.ParseJson(
                """{"NAMESPACE":"default","LABELS":{"app":"x"},"ISTIO_VERSION":"1.31.2","UNPRIVILEGED_POD":"true","PROXY_CONFIG":{"concurrency":3,"statNameLength":200},"EXTRA":{"a":[1,true,null]}}"""),
        };
        node.Extensions.Add(new Extension { Name = "envoy.filters.http.router" });
        return ProxyNodes.Parse(node, null).Node.ShouldNotBeNull();
    }

    private sealed class Json(string version) : ISnapshotSource
    {
        public ReadOnlyMemory<byte>? Find(ResourceKind kind, string name) => Watched(name, version).Json;
    }

    private sealed class Sink : ReceiveActor
    {
        public Sink(ChannelWriter<object> received) => ReceiveAny(message => received.TryWrite(message));
    }
}
