using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Watching;

/// <summary>
/// Watches one kind in one cluster for the whole control plane, keeps what it read, and tells each namespace's objects to
/// whoever asks for them. One replica reads each kind, so that the API server sees one watch and not one a replica.
/// </summary>
/// <remarks>
/// Nothing is told before the first list is complete: a subscriber that gets state may rely on it being all. An owner that
/// takes over lists anew; its epoch is newer, so subscribers replace what they hold. Until then they keep it.
/// </remarks>
public sealed class KindWatcher : ReceiveActor, IWithTimers
{
    private readonly WatchedNamespaces _namespaces;
    private readonly CancellationTokenSource _stop = new();
    private readonly IObjectSource _source;
    private readonly string _cluster;
    private readonly ResourceKind _kind;
    private bool _synced;

    public KindWatcher(string cluster, ResourceKind kind, IObjectSource source, FeedEpoch epoch, TimeProvider clock)
    {
        (_cluster, _kind, _source) = (cluster, kind, source);
        _namespaces = new(cluster, kind, epoch, clock);

        Receive<Subscribe>(message => _namespaces.Subscribe(message, _synced));
        Receive<Unsubscribe>(message => _namespaces.Unsubscribe(message));
        Receive<SourceEvent.Upserted>(message => _namespaces.Upsert(message.Object, _synced));
        Receive<SourceEvent.Deleted>(message => _namespaces.Delete(message.Namespace, message.Name, _synced));
        Receive<SourceEvent.Synced>(_ =>
        {
            if (!_synced)
            {
                _synced = true;
                _namespaces.PublishAll();
            }
        });
        Receive<Expire>(_ => _namespaces.Expire());
        Receive<Status.Failure>(failure =>
            throw new InvalidOperationException($"Watching {_kind} of cluster {_cluster} failed: {failure.Cause.Message}", failure.Cause));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var self = Self;
        var token = _stop.Token;
        Task.Run(() => _source.RunAsync(_cluster, _kind, change => self.Tell(change), token), token)
            .PipeTo(self, success: () => new Status.Failure(new InvalidOperationException("the source ended")));
        Timers.StartPeriodicTimer("expire", Expire.Instance, FeedPublisher.Lifetime);
    }

    protected override void PostStop() => _stop.Cancel();

    private sealed record Expire
    {
        public static readonly Expire Instance = new();
    }
}
