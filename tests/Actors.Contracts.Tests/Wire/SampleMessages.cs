using System.Text;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Contracts.Tests.Wire;

/// <summary>One message of every kind that crosses, with random content.</summary>
internal sealed class SampleMessages(int seed, IActorRef actor) : ISnapshotSource
{
    private readonly RandomRecords _records = new(new Random(seed));

    public IReadOnlyList<IFeedTopic> Topics() =>
    [
        MeshTopic.Instance,
        _records.Make<SnapshotTopic>(),
        _records.Make<ObjectsTopic>(),
        _records.Make<NamespacesTopic>(),
        _records.Make<ServiceEndpointsTopic>(),
        _records.Make<LoadAssignmentTopic>(),
        Scope(),
    ];

    public IReadOnlyList<object> Contents() =>
    [
        Snapshot(),
        Delta(),
        Mesh(),
        _records.Make<ObjectsState>(),
        _records.Make<ObjectChange>(),
        _records.Make<NamespacesState>(),
        _records.Make<ServiceEndpoints>(),
        _records.Make<LoadAssignment>(),
        _records.Make<ScopeState>(),
        _records.Make<ScopeDelta>(),
    ];

    /// <summary>Those that are told to actors; topics and contents are parts of them.</summary>
    public IReadOnlyList<object> Envelopes() =>
    [
        .. Topics().Select(topic => new Subscribe(topic, actor, Position(), Lost: seed % 2 == 0)),
        new Unsubscribe(Scope(), actor),
        .. Contents().Select(content => new FeedState(Scope(), Position(), content)),
        .. Contents().Select(content => new FeedChange(_records.Make<SnapshotTopic>(), Position(), content)),
        new DemandNames(Scope(), actor, _records.Make<XdsType>(), _records.Make<IReadOnlyList<string>>()),
        new ReleaseNames(Scope(), actor, _records.Make<XdsType>(), _records.Make<IReadOnlyList<string>>()),
    ];

    public IEnumerable<object> All() => [.. Topics(), .. Contents(), .. Envelopes()];

    public ReadOnlyMemory<byte>? Find(ResourceKind kind, string name) => Json(name);

    private static byte[] Json(string name) => Encoding.UTF8.GetBytes($$$"""
        {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"{{{name}}}","namespace":"default","uid":"uid-1","resourceVersion":"7"},
         "spec":{"hosts":["reviews"],"http":[{"route":[{"destination":{"host":"reviews"}}]}]}}
        """);

    private static MeshObject Object(string name) => ObjectParser.Parse(ResourceKinds.VirtualService, Json(name)).Object!;

    private FeedPosition Position() => seed % 5 == 0 ? FeedPosition.None : new(new(seed, 638_000_000_000_000_000 + seed), seed * 7);

    private ScopeTopic Scope() => new(_records.Make<string>(), _records.Make<ProxyNode>());

    private PublishedSnapshot Snapshot() => new(
        new NamespaceSnapshot
        {
            Namespace = "default",
            Labels = _records.Make<IReadOnlyDictionary<string, string>>(),
            Annotations = _records.Make<IReadOnlyDictionary<string, string>>(),
            NetworkGateways = _records.Make<IReadOnlyList<NetworkGateway>>(),
            Objects = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>> { [ResourceKinds.VirtualService] = [Object("a"), Object("b")] },
            Services = _records.Make<IReadOnlyList<Service>>(),
            Facts = _records.Make<IReadOnlyDictionary<ServiceKey, ServiceFacts>>(),
        },
        this);

    private SnapshotDelta Delta() => new()
    {
        Namespace = "default",
        Labels = _records.Make<IReadOnlyDictionary<string, string>>(),
        Annotations = _records.Make<IReadOnlyDictionary<string, string>>(),
        NetworkGateways = _records.Make<IReadOnlyList<NetworkGateway>>(),
        Objects = new Dictionary<ResourceKind, ListDelta<MeshObject>>
        {
            [ResourceKinds.VirtualService] = new([ListPart<MeshObject>.Kept(0, 3), ListPart<MeshObject>.New(Object("a")), ListPart<MeshObject>.Kept(5, 1)]),
        },
        Services = seed % 3 == 0 ? null : new([ListPart<Service>.New(_records.Make<Service>()), ListPart<Service>.Kept(2, 7)]),
        ChangedFacts = _records.Make<IReadOnlyDictionary<ServiceKey, ServiceFacts>>(),
        RemovedFacts = _records.Make<IReadOnlyList<ServiceKey>>(),
        Source = this,
    };

    private MeshState Mesh() => new(
        new MeshGlobals
        {
            Mesh = new() { RootNamespace = _records.Make<string>(), Features = _records.Make<MeshFeatures>() },
            Networks = new(),
            ConfigCluster = _records.Make<string>(),
            DomainSuffix = _records.Make<string>(),
            ClusterNetworks = _records.Make<IReadOnlyDictionary<string, string>>(),
            ClusterTrustDomains = _records.Make<IReadOnlyDictionary<string, string>>(),
            RevisionTags = _records.Make<IReadOnlyList<string>>(),
        },
        _records.Make<IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeFacts>>>(),
        _records.Make<IReadOnlyList<string>>())
    {
        Sources = seed % 2 == 0 ? MeshSources.None : new(null, "trustDomain: td\n", "networks: {}\n"),
    };
}
