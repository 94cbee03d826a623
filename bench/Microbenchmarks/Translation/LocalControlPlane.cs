using System.Collections.Concurrent;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config;
using MeshActors.Actors.Config.Globals;
using MeshActors.Actors.Config.Namespaces;
using MeshActors.Actors.Config.Services;
using MeshActors.Actors.Config.Views;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Microbenchmarks.Translation;

/// <summary>The configuration actors of one replica over objects in memory, without streams to proxies.</summary>
internal sealed class LocalControlPlane : IFeedRegions, IAsyncDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("bench");
    private readonly ConcurrentDictionary<string, Lazy<IActorRef>> _entities = new(StringComparer.Ordinal);
    private readonly WatchPlan _plan = new("Kubernetes", [], "istio-system");
    private readonly Lazy<IActorRef> _views;
    private long _start;

    // Started with the first follower: objects applied before that are the first lists.
    public LocalControlPlane() => _views = new(() => _system.ActorOf(Props.Create(() => new MeshViewActor(this)), "views"));

    public MemoryObjects Objects { get; } = new();

    public XdsTranslator Translator { get; } = new();

    public void Tell(IFeedTopic topic, object message, IActorRef sender) =>
        _entities.GetOrAdd(IdOf(topic), _ => new(() => _system.ActorOf(PropsOf(topic)))).Value.Tell(message, sender);

    public IActorRef Start(Props props) => _system.ActorOf(props);

    public void FollowViews(IActorRef follower) => _views.Value.Tell(new FollowView(follower), follower);

    public async ValueTask DisposeAsync() => await _system.DisposeAsync();

    private static string IdOf(IFeedTopic topic) => topic switch
    {
        ObjectsTopic or NamespacesTopic => "watch/" + topic.EntityId,
        MeshTopic => "mesh",
        LoadAssignmentTopic => "service/" + topic.EntityId,
        _ => "namespace/" + topic.EntityId,
    };

    private Props PropsOf(IFeedTopic topic)
    {
        var epoch = new FeedEpoch(1, Interlocked.Increment(ref _start));
        switch (topic)
        {
            case ObjectsTopic or NamespacesTopic:
                var (cluster, kind) = WatchId.Parse(topic.EntityId);
                return Props.Create(() => new KindWatcher(cluster, kind!, Objects, epoch, TimeProvider.System));
            case MeshTopic:
                return Props.Create(() => new MeshActor(_plan, this, epoch, TimeProvider.System, NullLogger.Instance));
            case LoadAssignmentTopic assignment:
                return Props.Create(() => new ServiceActor(assignment.Service, new(this, epoch, TimeProvider.System, context => context.Stop(context.Self))));
            default:
                var settings = new NamespaceSettings(_plan, this, _views.Value, Translator, epoch, TimeProvider.System, NullLogger.Instance);
                return Props.Create(() => new NamespaceActor(topic.EntityId, settings));
        }
    }
}
