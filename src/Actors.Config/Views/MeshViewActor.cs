using System.Collections.Immutable;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Config.Views;

/// <summary>
/// Assembles the snapshots of all namespaces into this replica's view of the mesh and tells it to whoever follows it.
/// </summary>
/// <remarks>
/// The first view is published only when the mesh's state and every namespace that it lists have come: a half-built view
/// would take clusters from proxies that have them. Later, a namespace joins when its snapshot comes and leaves when the
/// mesh no longer lists it. While owners change hands the last snapshots stand.
/// </remarks>
public sealed class MeshViewActor : ReceiveActor, IWithTimers
{
    // As often as istiod asks at most: it goes by what DNS says, but not below this.
    private static readonly TimeSpan AskNamesEvery = TimeSpan.FromSeconds(30);

    private readonly INameResolver _resolver;
    private readonly GatewayNames _names = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FeedClient _feeds;
    private readonly HashSet<IActorRef> _followers = [];

    // Namespaces that the mesh lists and whose snapshot has not come.
    private readonly SortedSet<string> _awaited = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, NamespaceSnapshot> _snapshots = ImmutableDictionary.Create<string, NamespaceSnapshot>(StringComparer.Ordinal);
    private MeshState? _mesh;
    private MeshView? _view;
    private bool _scheduled;

    public MeshViewActor(IFeedRegions regions, INameResolver resolver)
    {
        _resolver = resolver;
        _feeds = new(regions, Self);

        Receive<FeedState>(message => OnMessage(_feeds.Accept(message), message.Topic, message.State));
        Receive<FeedChange>(message => OnMessage(_feeds.Accept(message), message.Topic, message.Change));
        Receive<Assemble>(_ => AssembleNow());
        Receive<NameResolved>(message =>
        {
            if (_names.Take(message.Name, message.Addresses))
            {
                Schedule();
            }
        });
        Receive<AskNames>(_ => Ask(_names.Due()));
        Receive<FollowView>(message =>
        {
            Context.Watch(message.Follower);
            _followers.Add(message.Follower);
            if (_view is not null)
            {
                message.Follower.Tell(new ViewPublished(_view));
            }
        });
        Receive<Terminated>(message => _followers.Remove(message.ActorRef));
        Receive<GetReadiness>(_ => Sender.Tell(new Readiness(_view is not null, Missing())));
        Receive<RenewSubscriptions>(_ => _feeds.Renew());
        Receive<Renew>(_ => _feeds.Renew());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsComplete => _mesh is not null && _awaited.Count == 0;

    protected override void PreStart()
    {
        _feeds.Follow(MeshTopic.Instance);
        Context.System.EventStream.Subscribe<RenewSubscriptions>(Self);
        Timers.StartPeriodicTimer("renew", Renew.Instance, FeedReader.RenewEvery);
        Timers.StartPeriodicTimer("names", AskNames.Instance, AskNamesEvery);
    }

    protected override void PostStop()
    {
        _stop.Cancel();
        _stop.Dispose();
        Context.System.EventStream.Unsubscribe(Self);
        _feeds.UnfollowAll();
    }

    private void OnMessage(bool accepted, IFeedTopic topic, object content)
    {
        if (!accepted)
        {
            return;
        }

        switch (topic, content)
        {
            case (MeshTopic, MeshState mesh):
                TakeMesh(mesh);
                break;
            case (SnapshotTopic snapshot, PublishedSnapshot published):
                _snapshots = _snapshots.SetItem(snapshot.Namespace, SnapshotReuse.Over(_snapshots.GetValueOrDefault(snapshot.Namespace), published.Snapshot));
                _awaited.Remove(snapshot.Namespace);
                break;
            case (SnapshotTopic snapshot, SnapshotDelta delta) when _snapshots.GetValueOrDefault(snapshot.Namespace) is { } held && delta.ApplyTo(held) is { } next:
                _snapshots = _snapshots.SetItem(snapshot.Namespace, next);
                break;
            case (SnapshotTopic, SnapshotDelta):
                _feeds.AskForState(topic);
                return;
            default:
                return;
        }

        Schedule();
    }

    private void Schedule()
    {
        if (!_scheduled && (_view is not null || IsComplete))
        {
            _scheduled = true;
            Self.Tell(Assemble.Instance);
        }
    }

    private void Ask(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            _resolver.ResolveAsync(name, _stop.Token).PipeTo(
                Self, success: addresses => new NameResolved(name, addresses), failure: _ => new NameResolved(name, []));
        }
    }

    private void TakeMesh(MeshState mesh)
    {
        _mesh = mesh;
        var listed = new HashSet<string>(mesh.Namespaces, StringComparer.Ordinal);
        foreach (var name in listed)
        {
            _feeds.Follow(new SnapshotTopic(name));
        }

        foreach (var gone in _feeds.Topics.OfType<SnapshotTopic>().Where(topic => !listed.Contains(topic.Namespace)).ToArray())
        {
            _feeds.Unfollow(gone);
            _snapshots = _snapshots.Remove(gone.Namespace);
        }

        _awaited.Clear();
        _awaited.UnionWith(listed.Where(name => !_snapshots.ContainsKey(name)));
    }

    private void AssembleNow()
    {
        _scheduled = false;
        if (_view is null && !IsComplete)
        {
            // The mesh has listed more namespaces since this was asked for.
            return;
        }

        Ask(_names.Want(NamedGateways.NamesIn(_mesh!.Globals, _snapshots.Values)));
        if (_view is null && _names.IsWaiting)
        {
            // A view without the gateways would take the endpoints behind them from proxies that have them.
            return;
        }

        var view = MeshView.Assemble(_names.ApplyTo(_mesh.Globals), _snapshots, _view);
        if (ReferenceEquals(view, _view))
        {
            return;
        }

        _view = view;
        var published = new ViewPublished(view);
        foreach (var follower in _followers)
        {
            follower.Tell(published);
        }
    }

    private string Missing() =>
        _view is not null ? ""
        : _mesh is null ? "the first lists of all watches"
        : _awaited.Count > 0 ? $"namespaces {string.Join(", ", _awaited)}"
        : "the addresses of network gateways";

    private sealed record NameResolved(string Name, IReadOnlyList<string> Addresses);

    private sealed record AskNames
    {
        public static readonly AskNames Instance = new();
    }

    private sealed record Assemble
    {
        public static readonly Assemble Instance = new();
    }

    private sealed record Renew
    {
        public static readonly Renew Instance = new();
    }
}
