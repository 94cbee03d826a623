using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Objects;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Config.Statuses;

/// <summary>Says that an object was read; with errors it counts as absent.</summary>
/// <param name="Object">The object.</param>
/// <param name="Generation">The generation of its content.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record ObjectChecked(WatchedObject Object, long Generation, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Whether this control plane tells the author; of other revisions' objects it says nothing, whatever it has said before.</summary>
    public bool IsOurs { get; init; } = true;
}

/// <summary>
/// Writes to statuses for one replica, one at a time: a burst of bad objects must not become a burst on the API server. A
/// newer verdict on an object replaces one that still waits.
/// </summary>
public sealed partial class StatusActor : ReceiveActor
{
    private readonly Dictionary<ObjectKey, ObjectChecked> _waiting = [];
    private readonly Queue<ObjectKey> _order = new();
    private readonly ReferenceChecks _references = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IStatusStore _store;
    private readonly IActorRef _views;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private bool _writing;

    public StatusActor(IStatusStore store, IActorRef views, TimeProvider clock, ILogger log)
    {
        (_store, _views, _clock, _log) = (store, views, clock, log);

        Receive<ObjectChecked>(message =>
        {
            _references.Take(message);
            if (message.IsOurs)
            {
                Enqueue(message);
                WriteNext();
            }
            else
            {
                _waiting.Remove(message.Object.Key);
            }
        });
        Receive<ViewPublished>(message =>
        {
            foreach (var item in _references.Take(message.View))
            {
                Enqueue(item);
            }

            WriteNext();
        });
        Receive<Written>(_ =>
        {
            _writing = false;
            WriteNext();
        });
        Receive<Status.Failure>(failure =>
        {
            // The object's next change, or the next owner's first list, tries again.
            LogFailed(failure.Cause);
            _writing = false;
            WriteNext();
        });
    }

    protected override void PreStart() => _views.Tell(new FollowView(Self));

    protected override void PostStop() => _stop.Cancel();

    private void Enqueue(ObjectChecked message)
    {
        if (!_waiting.ContainsKey(message.Object.Key))
        {
            _order.Enqueue(message.Object.Key);
        }

        _waiting[message.Object.Key] = message;
    }

    private void WriteNext()
    {
        while (!_writing && _order.TryDequeue(out var key))
        {
            if (_waiting.Remove(key, out var next) && ObjectStatus.PatchFor(next.Object, next.Errors, _references.Of(next), _clock.GetUtcNow()) is { } patch)
            {
                _writing = true;
                _store.PatchAsync(next.Object, patch, _stop.Token).PipeTo(Self, success: () => Written.Instance);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A status could not be written")]
    private partial void LogFailed(Exception cause);

    private sealed record Written
    {
        public static readonly Written Instance = new();
    }
}
