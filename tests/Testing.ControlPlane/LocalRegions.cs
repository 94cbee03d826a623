using System.Collections.Concurrent;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config;
using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Config.Globals;
using MeshActors.Actors.Config.Namespaces;
using MeshActors.Actors.Config.Services;
using MeshActors.Actors.Config.Views;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Translation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Testing.ControlPlane;

/// <summary>
/// All configuration entities of a control plane of one replica, without shards: each starts where somebody first asks for it.
/// </summary>
/// <param name="system">Where they live.</param>
/// <param name="plan">What they watch.</param>
/// <param name="source">Where they read it.</param>
/// <param name="translator">Who translates it.</param>
public sealed class LocalRegions(ActorSystem system, WatchPlan plan, IObjectSource source, XdsTranslator translator) : IFeedRegions
{
    private readonly ConcurrentDictionary<string, Lazy<IActorRef>> _entities = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private IActorRef? _views;
    private IActorRef? _statuses;
    private long _start;

    /// <summary>The replica's view actor, which starts everything: objects that the source has by then are the first lists.</summary>
    public IActorRef Views
    {
        get
        {
            lock (_gate)
            {
                if (_views is null)
                {
                    _views = system.ActorOf(Props.Create(() => new MeshViewActor(this, NoNames.Instance)), "views");
                    _statuses = StartStatuses?.Invoke(_views);
                }

                return _views;
            }
        }
    }

    /// <summary>Starts who is told of objects that were read, given the view actor; nobody is where it is null.</summary>
    public Func<IActorRef, IActorRef>? StartStatuses { get; init; }

    /// <summary>Who may read Secrets; to be set before anything is asked for.</summary>
    public ISecretAccess SecretAccess { get; set; } = NoSecretAccess.Instance;

    /// <summary>Where namespaces and scopes log; to be set before anything is asked for.</summary>
    public ILogger Log { get; set; } = NullLogger.Instance;

    /// <inheritdoc/>
    public void Tell(IFeedTopic topic, object message, IActorRef sender)
    {
        var id = IdOf(topic);
        _entities.GetOrAdd(id, _ => new(() => system.ActorOf(PropsOf(id, topic)))).Value.Tell(message, sender);
    }

    /// <summary>Forgets the entity of a topic, as if its owner were no more, and gives what is left of it; null where none has started.</summary>
    public IActorRef? Lose(IFeedTopic topic) => _entities.TryRemove(IdOf(topic), out var lost) ? lost.Value : null;

    private static string IdOf(IFeedTopic topic) => topic switch
    {
        ObjectsTopic or NamespacesTopic => "watch/" + topic.EntityId,
        MeshTopic => "mesh",
        LoadAssignmentTopic => "service/" + topic.EntityId,
        _ => "namespace/" + topic.EntityId,
    };

    private Props PropsOf(string id, IFeedTopic topic)
    {
        var clock = system.TimeProvider;
        var epoch = new FeedEpoch(1, Interlocked.Increment(ref _start));
        switch (topic)
        {
            case ObjectsTopic or NamespacesTopic:
                var (cluster, kind) = WatchId.Parse(topic.EntityId);
                return Props.Create(() => new KindWatcher(cluster, kind!, source, epoch, clock));
            case MeshTopic:
                return Props.Create(() => new MeshActor(plan, this, epoch, clock, NullLogger.Instance));
            case LoadAssignmentTopic assignment:
                return Props.Create(() => new ServiceActor(assignment.Service, new(this, epoch, clock, context =>
                {
                    _entities.TryRemove(id, out _);
                    context.Stop(context.Self);
                })));
            default:
                // The view actor runs before it is known here: the property waits until both have started.
                var settings = new NamespaceSettings(plan, this, Views, translator, epoch, clock, Log)
                {
                    Statuses = _statuses,
                    SecretAccess = SecretAccess,
                };
                return Props.Create(() => new NamespaceActor(topic.EntityId, settings));
        }
    }
}
