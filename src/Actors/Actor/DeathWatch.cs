using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Actor;

/// <summary>
/// Whom an actor watches and who watches it. A notice that has arrived waits as <see cref="Terminated"/> among the
/// user messages; it is kept here too, so that an unwatch can still take it back.
/// </summary>
internal sealed class DeathWatch
{
    private readonly Dictionary<IActorRef, object?> _watching = new(1);
    private readonly HashSet<IInternalActorRef> _watchers = new(1);
    private Dictionary<IActorRef, object?>? _queued;

    /// <summary>False where it was watched already.</summary>
    public bool StartWatching(IActorRef subject, object? message)
    {
        if (_watching.TryAdd(subject, message))
        {
            return true;
        }

        if (!Equals(_watching[subject], message))
        {
            throw new InvalidOperationException($"{subject.Path} is watched already, with another message. Unwatch it first.");
        }

        return false;
    }

    public bool StopWatching(IActorRef subject)
    {
        _queued?.Remove(subject);
        return _watching.Remove(subject);
    }

    public void AddWatcher(IInternalActorRef watcher) => _watchers.Add(watcher);

    public void RemoveWatcher(IInternalActorRef watcher) => _watchers.Remove(watcher);

    /// <summary>Notes that a subject is gone; false where it was not watched.</summary>
    public bool Queue(DeathWatchNotification notification)
    {
        if (!_watching.Remove(notification.Actor, out var message))
        {
            return false;
        }

        (_queued ??= [])[notification.Actor] = message;
        return true;
    }

    /// <summary>What to deliver for a notice whose turn has come; null where it was taken back or forged.</summary>
    public object? TakeQueued(Terminated terminated)
    {
        object? message = null;
        return _queued?.Remove(terminated.ActorRef, out message) ?? false ? message ?? terminated : null;
    }

    /// <summary>This actor is gone: tells its watchers, save the parent, which is told in any case, and watches nobody.</summary>
    public void Close(IInternalActorRef self, IInternalActorRef parent)
    {
        foreach (var watcher in _watchers)
        {
            if (!watcher.Equals(parent))
            {
                watcher.SendSystemMessage(new DeathWatchNotification(self, ExistenceConfirmed: true, AddressTerminated: false));
            }
        }

        foreach (var subject in _watching.Keys)
        {
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, self));
        }

        _watchers.Clear();
        _watching.Clear();
        _queued = null;
    }
}
