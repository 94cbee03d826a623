using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Config.Scopes;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Config.Namespaces;

/// <summary>
/// Owns one namespace: reads its objects from the watchers, joins them to services and endpoints, and publishes a snapshot to
/// every replica and endpoints to the actors of its services. Its children translate for the proxies that live in it.
/// </summary>
/// <remarks>
/// <para>
/// Nothing is published before every watcher has told all it knows of this namespace: a new owner starts from the source and
/// subscribers keep what they had from the old one until then. A snapshot is never empty because half of it is missing.
/// </para>
/// <para>
/// Changes are compiled when the mailbox holds no more of them: the first one at once, those that arrive during the work
/// together. The compiler does again only what a change touches.
/// </para>
/// </remarks>
public sealed partial class NamespaceActor : ReceiveActor, IWithTimers
{
    private const string Credentials = "credentials";

    private readonly string _namespace;
    private readonly NamespaceSettings _settings;
    private readonly ILogger _log;
    private readonly NamespaceObjects _objects;
    private readonly FeedClient _feeds;
    private readonly FeedPublisher _snapshots;
    private readonly Dictionary<ServiceKey, FeedPublisher> _endpoints = [];
    private MeshState? _mesh;
    private CompiledNamespace? _compiled;
    private bool _scheduled;
    private (string Revision, IReadOnlyList<string> Tags)? _told;

    public NamespaceActor(string @namespace, NamespaceSettings settings)
    {
        (_namespace, _settings, _log) = (@namespace, settings, settings.Log);
        _objects = new(settings.Plan);
        _feeds = new(settings.Regions, Self);
        _snapshots = new(new SnapshotTopic(@namespace), settings.Epoch, settings.Clock);

        Receive<FeedState>(OnState);
        Receive<FeedChange>(OnChange);
        Receive<Compile>(_ => CompileNow());
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(OnUnsubscribe);
        Receive<DemandNames>(message => ScopeOf(message.Scope).Forward(message));
        Receive<ReleaseNames>(message => Context.Child(message.Scope.ActorName).Forward(message));
        Receive<NeedCredentials>(OnNeedCredentials);
        Receive<RenewSubscriptions>(_ => _feeds.Renew());
        Receive<Renew>(_ => RenewFeeds());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _feeds.Follow(MeshTopic.Instance);
        foreach (var (cluster, kind) in _settings.Plan.NamespacedWatches)
        {
            _feeds.Follow(new ObjectsTopic(cluster, kind, _namespace));
        }

        Context.System.EventStream.Subscribe<RenewSubscriptions>(Self);
        Timers.StartPeriodicTimer("renew", Renew.Instance, FeedReader.RenewEvery);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _feeds.UnfollowAll();
    }

    private void OnState(FeedState message)
    {
        if (!_feeds.Accept(message))
        {
            return;
        }

        switch (message.Topic, message.State)
        {
            case (MeshTopic, MeshState mesh):
                _objects.Own(mesh.Globals.RevisionTags);
                _mesh = mesh;
                Report([]);
                break;
            case (ObjectsTopic topic, ObjectsState state):
                Report(_objects.Replace(topic, state).Objects);
                break;
            default:
                return;
        }

        Schedule();
    }

    private void OnChange(FeedChange message)
    {
        if (!_feeds.Accept(message))
        {
            return;
        }

        switch (message.Topic, message.Change)
        {
            case (MeshTopic, MeshState mesh):
                // Only what a namespace is compiled from counts: not, for instance, the list of namespaces.
                var same = ReferenceEquals(mesh.Globals, _mesh?.Globals) && ReferenceEquals(mesh.Nodes, _mesh?.Nodes);
                _mesh = mesh;
                _objects.Own(mesh.Globals.RevisionTags);
                Report([]);
                if (same)
                {
                    return;
                }

                break;
            case (ObjectsTopic topic, ObjectChange change):
                var read = _objects.Apply(topic, change);
                Report(read.Objects);
                if (!read.Differ)
                {
                    return;
                }

                break;
            default:
                return;
        }

        Schedule();
    }

    private void Schedule()
    {
        if (!_scheduled && _feeds.IsComplete)
        {
            _scheduled = true;
            Self.Tell(Compile.Instance);
        }
    }

    private void CompileNow()
    {
        _scheduled = false;
        var before = _compiled;
        _compiled = NamespaceCompiler.Compile(
            new()
            {
                Namespace = _namespace,
                Globals = _mesh!.Globals,
                Nodes = _mesh.Nodes,
                Clusters = _objects.Clusters,
                Changed = _objects.TakeChanged(),
            },
            before);

        // Endpoints take the short road: they go out first, past the views.
        PublishEndpoints(before is null ? [.. _endpoints.Keys] : _compiled.ChangedEndpoints);
        if (!ReferenceEquals(before?.Snapshot, _compiled.Snapshot))
        {
            var (snapshot, source) = (_compiled.Snapshot, _objects.SourceOf(_settings.Plan.ConfigCluster));
            _snapshots.Publish(
                SnapshotDelta.Between(before?.Snapshot ?? new() { Namespace = _namespace }, snapshot, source), () => new PublishedSnapshot(snapshot, source));
        }
    }

    private void PublishEndpoints(IReadOnlyCollection<ServiceKey> services)
    {
        foreach (var service in services)
        {
            if (_endpoints.TryGetValue(service, out var feed))
            {
                var endpoints = _compiled!.Endpoints.GetValueOrDefault(service) ?? ServiceEndpoints.Empty(service);
                feed.Publish(endpoints, () => endpoints);
            }
        }
    }

    private void OnSubscribe(Subscribe message)
    {
        switch (message.Topic)
        {
            case SnapshotTopic:
                _snapshots.Subscribe(message, () => _compiled is null ? null : new PublishedSnapshot(_compiled.Snapshot, _objects.SourceOf(_settings.Plan.ConfigCluster)));
                break;
            case ServiceEndpointsTopic topic:
                if (!_endpoints.TryGetValue(topic.Service, out var feed))
                {
                    _endpoints[topic.Service] = feed = new(topic, _settings.Epoch, _settings.Clock);
                }

                feed.Subscribe(
                    message, () => _compiled is null ? null : _compiled.Endpoints.GetValueOrDefault(topic.Service) ?? ServiceEndpoints.Empty(topic.Service));
                break;
            case ScopeTopic topic:
                ScopeOf(topic).Forward(message);
                break;
            default:
                throw new ArgumentException($"A namespace publishes no {message.Topic.GetType().Name}.", nameof(message));
        }
    }

    private void OnUnsubscribe(Unsubscribe message)
    {
        switch (message.Topic)
        {
            case SnapshotTopic:
                _snapshots.Unsubscribe(message.Subscriber);
                break;
            case ServiceEndpointsTopic topic:
                _endpoints.GetValueOrDefault(topic.Service)?.Unsubscribe(message.Subscriber);
                break;
            case ScopeTopic topic:
                Context.Child(topic.ActorName).Forward(message);
                break;
            default:
                break;
        }
    }

    private IActorRef ScopeOf(ScopeTopic topic)
    {
        var child = Context.Child(topic.ActorName);
        return child.IsNobody() ? Context.ActorOf(ScopeActor.Props(topic, _settings), topic.ActorName) : child;
    }

    // Few namespaces have proxies that ask for credentials: the others have nobody who reads any.
    private void OnNeedCredentials(NeedCredentials message)
    {
        var credentials = Context.Child(Credentials);
        if (!credentials.IsNobody())
        {
            credentials.Forward(message);
        }
        else if (!message.Needs.IsEmpty)
        {
            Context.ActorOf(CredentialsActor.Props(_settings), Credentials).Forward(message);
        }
    }

    private void RenewFeeds()
    {
        _feeds.Renew();
        _snapshots.Expire();
        foreach (var (service, feed) in _endpoints)
        {
            feed.Expire();
            if (!feed.HasSubscribers)
            {
                _endpoints.Remove(service);
            }
        }
    }

    private void Report(IReadOnlyList<CheckedObject> read)
    {
        foreach (var item in read.Where(item => item is { IsNews: true, Parsed.Errors.Count: > 0 }))
        {
            LogInvalid(item.Parsed.Describe());
        }

        if (_settings.Statuses is not { } statuses || _mesh is null || !_feeds.HasState(new ObjectsTopic(_settings.Plan.ConfigCluster, ResourceKinds.Namespace, _namespace)))
        {
            // Whose the objects are is not known yet.
            return;
        }

        var (revision, tags) = (_objects.RevisionOf(_namespace), _mesh.Globals.RevisionTags);
        if (_told is not { } told || told.Revision != revision || !told.Tags.SequenceEqual(tags))
        {
            (_told, read) = ((revision, tags), _objects.All);
        }

        foreach (var item in read.Where(item => WatchPlan.ConfigKinds.Contains(item.Raw.Kind)))
        {
            var meta = item.Parsed.Meta;
            statuses.Tell(
                new ObjectChecked(item.Raw, meta.Generation, item.Parsed.Errors) { IsOurs = _settings.Plan.AnswersFor(meta, revision, tags) }, Self);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Invalid object counts as absent: {Description}")]
    private partial void LogInvalid(string description);


    private sealed record Compile
    {
        public static readonly Compile Instance = new();
    }

    private sealed record Renew
    {
        public static readonly Renew Instance = new();
    }
}
