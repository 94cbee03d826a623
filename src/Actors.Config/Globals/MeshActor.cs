using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Objects;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Config.Globals;

/// <summary>
/// Owns what has no namespace: mesh configuration, networks, nodes, and the list of namespaces that hold anything. One in the
/// whole control plane.
/// </summary>
/// <remarks>
/// It publishes only when every watch has told its first list, so that whoever waits for all namespaces knows them all.
/// A mesh configuration that cannot be read changes nothing, and the log says where the error is. An owner that never saw one
/// that could be read takes the defaults.
/// </remarks>
public sealed partial class MeshActor : ReceiveActor, IWithTimers
{
    private readonly WatchPlan _plan;
    private readonly Props? _allocation;
    private readonly ILogger _log;
    private readonly MeshInputs _inputs;
    private readonly FeedClient _feeds;
    private readonly FeedPublisher _publication;
    private MeshState? _state;
    private bool _scheduled;

    /// <param name="plan">Which kinds and clusters are watched.</param>
    /// <param name="regions">The way to other entities.</param>
    /// <param name="epoch">The life of its publication.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">The log.</param>
    /// <param name="allocation">Makes its child that gives ServiceEntries addresses, which there is one of too; null where nobody does.</param>
    public MeshActor(WatchPlan plan, IFeedRegions regions, FeedEpoch epoch, TimeProvider clock, ILogger log, Props? allocation = null)
    {
        (_plan, _log, _allocation) = (plan, log, allocation);
        _inputs = new(plan);
        _feeds = new(regions, Self);
        _publication = new(MeshTopic.Instance, epoch, clock);

        Receive<Subscribe>(message => _publication.Subscribe(message, () => _state));
        Receive<Unsubscribe>(message => _publication.Unsubscribe(message.Subscriber));
        Receive<FeedState>(message => Changed(_feeds.Accept(message) && _inputs.Replace(message.Topic, message.State)));
        Receive<FeedChange>(message => Changed(_feeds.Accept(message) && _inputs.Apply(message.Topic, message.Change)));
        Receive<Recompute>(_ => Publish());
        Receive<RenewSubscriptions>(_ => _feeds.Renew());
        Receive<Renew>(_ =>
        {
            _feeds.Renew();
            _publication.Expire();
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        foreach (var (cluster, kind) in _plan.NamespacedWatches)
        {
            _feeds.Follow(new NamespacesTopic(cluster, kind));
        }

        foreach (var cluster in _plan.Clusters)
        {
            _feeds.Follow(new ObjectsTopic(cluster, ResourceKinds.Node, ""));
            _feeds.Follow(new ObjectsTopic(cluster, ResourceKinds.Namespace, _plan.SystemNamespace));
        }

        _feeds.Follow(new ObjectsTopic(_plan.ConfigCluster, ResourceKinds.ConfigMap, _plan.SystemNamespace));
        foreach (var tags in _plan.TagTopics)
        {
            _feeds.Follow(tags);
        }

        if (_allocation is not null)
        {
            Context.ActorOf(_allocation, "allocation");
        }

        Context.System.EventStream.Subscribe<RenewSubscriptions>(Self);
        Timers.StartPeriodicTimer("renew", Renew.Instance, FeedReader.RenewEvery);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _feeds.UnfollowAll();
    }

    private void Changed(bool changed)
    {
        if (changed && !_scheduled && _feeds.IsComplete)
        {
            // What is already in the mailbox is taken in before anything is computed.
            _scheduled = true;
            Self.Tell(Recompute.Instance);
        }
    }

    private void Publish()
    {
        _scheduled = false;
        var (state, errors) = _inputs.Assemble(_state);
        foreach (var error in errors)
        {
            LogInvalid(_plan.SystemNamespace, error.ConfigMap, error.Error.ToString(), error.HasLast ? "what it said before holds" : "the defaults hold in its place");
        }

        if (!ReferenceEquals(state, _state))
        {
            _state = state;
            _publication.Publish(state, () => state);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "ConfigMap {Namespace}/{Name}: {Error}; {Consequence}")]
    private partial void LogInvalid(string @namespace, string name, string error, string consequence);

    private sealed record Recompute
    {
        public static readonly Recompute Instance = new();
    }

    private sealed record Renew
    {
        public static readonly Renew Instance = new();
    }
}
