using MeshActors.Actors.Actor;
using MeshActors.Actors.Event;

namespace MeshActors.Actors.Dispatch;

/// <summary>
/// The queue of one actor and the loop that runs it on the thread pool. System messages go first; then at most a
/// quantum of user messages, so that one busy actor does not starve the rest. A run never blocks: a handler that has
/// to wait leaves the loop, and only its continuations run until it is done.
/// <para>
/// The race that matters: a producer pushes, sees "scheduled" and leaves it to the loop, just as the loop finds the
/// queues empty and goes idle. So the loop looks again after it has gone idle. Pushing and going idle are both full
/// fences, hence one of the two sees the other's write and no message is stranded.
/// </para>
/// </summary>
internal sealed class Mailbox(ActorCell cell) : IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Scheduled = 1;

    private MessageQueue _system;
    private MessageQueue _user;
    private Queue<SystemMessage>? _deferred;
    private int _status;
    private int _waiting;

    public void Post(object message, IActorRef? sender)
    {
        if (cell.Props.Mailbox is { } bound && Interlocked.Increment(ref _waiting) > bound.Capacity)
        {
            Interlocked.Decrement(ref _waiting);
            Overflow(bound, message, sender);
            return;
        }

        _user.Push(EnvelopePool.Rent(message, sender));
        Schedule(preferLocal: true);
    }

    public void PostSystem(SystemMessage message)
    {
        _system.Push(EnvelopePool.Rent(message, null));
        Schedule(preferLocal: true);
    }

    /// <summary>Puts a message before all that wait, on the actor's own turn only.</summary>
    public void Prepend(object message, IActorRef? sender)
    {
        if (cell.Props.Mailbox is not null)
        {
            Interlocked.Increment(ref _waiting);
        }

        _user.Prepend(EnvelopePool.Rent(message, sender));
    }

    void IThreadPoolWorkItem.Execute()
    {
        var outer = ActorCell.Current;
        ActorCell.Current = cell;
        try
        {
            RunSystem();
            RunUser();
        }
        finally
        {
            ActorCell.Current = outer;
            Interlocked.Exchange(ref _status, Idle);
            if (HasWork)
            {
                Schedule(preferLocal: false);
            }

            cell.System.Activity?.End();
        }
    }

    private bool HasWork => !_system.IsEmpty || (cell.AcceptsUserMessages && !_user.IsEmpty);

    private void Schedule(bool preferLocal)
    {
        if (Volatile.Read(ref _status) == Idle && Interlocked.CompareExchange(ref _status, Scheduled, Idle) == Idle)
        {
            cell.System.Activity?.Begin();
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal);
        }
    }

    private void RunUser()
    {
        for (var left = cell.System.Settings.Throughput; left > 0 && cell.AcceptsUserMessages; left--)
        {
            var envelope = _user.Pop();
            if (envelope is null)
            {
                return;
            }

            if (cell.Props.Mailbox is not null)
            {
                Interlocked.Decrement(ref _waiting);
            }

            var message = envelope.Message!;
            var sender = envelope.Sender;
            EnvelopePool.Return(envelope);
            cell.Invoke(message, sender);
            RunSystem();
        }
    }

    private void RunSystem()
    {
        while (_system.Pop() is { } envelope)
        {
            var message = (SystemMessage)envelope.Message!;
            EnvelopePool.Return(envelope);

            // A stop or restart must not run in the middle of a handler that awaits.
            if (cell.IsAwaiting && message is not (RunContinuation or HandlerCompleted))
            {
                (_deferred ??= new Queue<SystemMessage>()).Enqueue(message);
                continue;
            }

            cell.SystemInvoke(message);
            while (!cell.IsAwaiting && _deferred is not null && _deferred.TryDequeue(out var deferred))
            {
                cell.SystemInvoke(deferred);
            }
        }
    }

    private void Overflow(MailboxBound full, object message, IActorRef? sender)
    {
        cell.System.DeadLetters.Tell(new DeadLetter(message, sender, cell.Self), sender);
        if (full.Overflow == MailboxOverflow.Reject)
        {
            sender?.Tell(new Status.Failure(new MailboxFullException(cell.Self.Path, full.Capacity)), cell.Self);
        }
    }
}
