using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Sharding;

namespace MeshActors.Host.Replicas;

/// <summary>
/// Sends messages about a feed to the shard region of the entity that publishes it. What comes before a region has started
/// is not delivered: subscriptions repeat themselves.
/// </summary>
internal sealed class FeedRegions(ActorSystem system) : IFeedRegions
{
    public const string Watch = "watch";
    public const string Mesh = "mesh";
    public const string Namespace = "namespace";
    public const string Service = "service";

    /// <summary>The types of all regions.</summary>
    public static readonly IReadOnlyList<string> Types = [Watch, Mesh, Namespace, Service];

    /// <summary>The same on every replica for as long as any lives: see <see cref="HashCodeMessageExtractor"/>.</summary>
    private const int Shards = 128;

    private volatile IActorRef? _watch;
    private volatile IActorRef? _mesh;
    private volatile IActorRef? _namespace;
    private volatile IActorRef? _service;

    /// <summary>Finds the entity of every message that goes through a region.</summary>
    public static IMessageExtractor Extractor { get; } = HashCodeMessageExtractor.Create(Shards, EntityIdOf);

    /// <summary>Starts a region; messages about its topics go there from now on.</summary>
    public void Start(string type, Func<string, Props> entity, ClusterShardingSettings settings)
    {
        var region = ClusterSharding.Get(system).Start(type, entity, settings, Extractor, HandOver.Instance);
        switch (type)
        {
            case Watch:
                _watch = region;
                break;
            case Mesh:
                _mesh = region;
                break;
            case Namespace:
                _namespace = region;
                break;
            case Service:
                _service = region;
                break;
            default:
                throw new ArgumentException($"There is no region of type \"{type}\".", nameof(type));
        }
    }

    /// <inheritdoc/>
    public void Tell(IFeedTopic topic, object message, IActorRef sender) => RegionOf(topic)?.Tell(message, sender);

    private static string? EntityIdOf(object message) => message switch
    {
        Subscribe subscribe => subscribe.Topic.EntityId,
        Unsubscribe unsubscribe => unsubscribe.Topic.EntityId,
        DemandNames demand => demand.Scope.EntityId,
        ReleaseNames release => release.Scope.EntityId,
        _ => null,
    };

    private IActorRef? RegionOf(IFeedTopic topic) => topic switch
    {
        ObjectsTopic or NamespacesTopic => _watch,
        MeshTopic => _mesh,
        SnapshotTopic or ServiceEndpointsTopic or ScopeTopic => _namespace,
        LoadAssignmentTopic => _service,
        _ => throw new ArgumentException($"No region publishes {topic.GetType().Name}.", nameof(topic)),
    };
}
