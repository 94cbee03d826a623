using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Tests.Wire;

/// <summary>What a message says, as JSON: all properties of all records, found by reflection and not by the code under test.</summary>
internal static class Said
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new ResourceText() } };

    public static void ShouldBeTheSame(object actual, object expected)
    {
        actual.GetType().ShouldBe(expected.GetType());
        var (left, right) = (By(actual), By(expected));
        JsonNode.DeepEquals(left, right).ShouldBeTrue($"{left}\nshould be\n{right}");
    }

    private static JsonNode? By(object message) => message switch
    {
        PublishedSnapshot published => Snapshot(published),
        SnapshotDelta delta => Delta(delta),
        MeshState mesh => Node(new { Globals = Globals(mesh.Globals), mesh.Nodes, mesh.Namespaces, mesh.Sources }),
        ScopeTopic scope => Node(new { scope.Key, Proxy = Node(scope.Proxy with { Extensions = null }), Extensions = Sorted(scope.Proxy) }),
        LoadAssignment assignment => Node(assignment.Resource),
        Subscribe subscribe => Node(new { Topic = By(subscribe.Topic), Path = subscribe.Subscriber.Path.ToString(), subscribe.Have, subscribe.Lost }),
        Unsubscribe unsubscribe => Node(new { Topic = By(unsubscribe.Topic), Path = unsubscribe.Subscriber.Path.ToString() }),
        FeedState state => Node(new { Topic = By(state.Topic), state.Position, Content = By(state.State) }),
        FeedChange change => Node(new { Topic = By(change.Topic), change.Position, Content = By(change.Change) }),
        DemandNames demand => Node(new { Scope = By(demand.Scope), Path = demand.Subscriber.Path.ToString(), demand.Type, demand.Names }),
        ReleaseNames release => Node(new { Scope = By(release.Scope), Path = release.Subscriber.Path.ToString(), release.Type, release.Names }),
        _ => Node(message),
    };

    // The rest stands in the sources, from which it is read there as here.
    private static JsonNode? Globals(MeshGlobals globals) => Node(new
    {
        globals.RootNamespace,
        globals.ConfigCluster,
        globals.DomainSuffix,
        globals.ClusterNetworks,
        globals.ClusterTrustDomains,
        globals.RevisionTags,
        globals.Mesh.Features,
    });

    private static JsonNode? Snapshot(PublishedSnapshot published)
    {
        var snapshot = published.Snapshot;
        return Node(new
        {
            snapshot.Namespace,
            snapshot.Labels,
            snapshot.Annotations,
            snapshot.NetworkGateways,
            Objects = snapshot.Objects.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.Select(Name)),
            snapshot.Services,
            Facts = Facts(snapshot.Facts),
        });
    }

    private static JsonNode? Delta(SnapshotDelta delta) => Node(new
    {
        delta.Namespace,
        delta.Labels,
        delta.Annotations,
        delta.NetworkGateways,
        Objects = delta.Objects.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.Parts.Select(part => new { part.Start, part.Count, Added = part.Added is { } item ? Name(item) : null })),
        delta.Services,
        Facts = Facts(delta.ChangedFacts),
        delta.RemovedFacts,
    });

    private static Dictionary<string, ServiceFacts> Facts(IReadOnlyDictionary<ServiceKey, ServiceFacts> facts) =>
        facts.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);

    private static string Name(MeshObject item) => $"{item.Meta.Name} {item.SpecHash}";

    private static string[]? Sorted(ProxyNode proxy) => proxy.Extensions?.Order(StringComparer.Ordinal).ToArray();

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, value?.GetType() ?? typeof(T), Options);
}
