using MeshActors.Actors.Dispatch;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Actor;

/// <summary>
/// Birth, failure, restart and death of an actor, as system messages drive them. An actor that fails suspends itself
/// and its children and tells its parent, which answers with resume, restart or stop; until then no user message is
/// handled. Every suspension is ended by exactly one resume or restart, so a count is enough. A restart waits for
/// those children that the old instance stopped, a stop for all of them.
/// </summary>
internal static partial class CellLifecycle
{
    public static void Handle(ActorCell cell, SystemMessage message)
    {
        if (cell.State == CellState.Terminated)
        {
            HandleWhenDead(cell, message);
            return;
        }

        switch (message)
        {
            case Create:
                Start(cell);
                break;
            case Suspend:
                SuspendAll(cell);
                break;
            case Resume:
                cell.SuspendCount--;
                ToChildren(cell, Resume.Instance);
                break;
            case Recreate recreate:
                BeginRestart(cell, recreate.Cause);
                break;
            case Terminate:
                BeginTermination(cell);
                break;
            case Failed failed:
                ChildFailed(cell, failed);
                break;
            case Watch watch:
                (cell.Extras.DeathWatch ??= new DeathWatch()).AddWatcher(watch.Watcher);
                break;
            case Unwatch unwatch:
                cell.ExtrasOrNull?.DeathWatch?.RemoveWatcher(unwatch.Watcher);
                break;
            case DeathWatchNotification notification:
                ActorGone(cell, notification);
                break;
        }
    }

    /// <summary>The instance threw. Nothing more is handled until the supervisor has spoken.</summary>
    public static void Fail(ActorCell cell, Exception cause)
    {
        if (cell.State is CellState.Terminating or CellState.Terminated)
        {
            Log.FailedWhileStopping(cell.System.Logger, cause, cell.Self.Path);
            return;
        }

        cell.Extras.FailedAt = cell.CurrentMessage;
        SuspendAll(cell);
        cell.ParentRef.SendSystemMessage(new Failed(cell.Self, cause));
    }

    private static void Start(ActorCell cell)
    {
        try
        {
            cell.Instance = cell.NewInstance();
            cell.Instance.RunPreStart();
        }
        catch (Exception cause)
        {
            throw Initialization(cell, cause);
        }
    }

    private static void SuspendAll(ActorCell cell)
    {
        cell.SuspendCount++;
        ToChildren(cell, Suspend.Instance);
    }

    private static void BeginRestart(ActorCell cell, Exception cause)
    {
        if (cell.State != CellState.Alive)
        {
            return;
        }

        if (cell.Instance is { } failed)
        {
            try
            {
                failed.RunPreRestart(cause, cell.Extras.FailedAt);
            }
            catch (Exception second)
            {
                Log.HookFailed(cell.System.Logger, second, nameof(ActorBase.RunPreRestart), cell.Self.Path);
            }
        }

        LeaveInstance(cell);
        cell.ExtrasOrNull?.Stash?.UnstashAll();
        cell.Extras.RestartCause = cause;
        cell.State = CellState.Restarting;
        ContinueRestart(cell);
    }

    private static void ContinueRestart(ActorCell cell)
    {
        if (cell.ChildrenOrNull is { HasStopping: true })
        {
            return;
        }

        var cause = cell.Extras.RestartCause!;
        var survivors = cell.ChildrenOrNull?.Snapshot() ?? [];
        cell.Extras.RestartCause = null;
        cell.Extras.FailedAt = null;
        cell.State = CellState.Alive;
        cell.SuspendCount--;
        try
        {
            cell.Instance = cell.NewInstance();
            cell.Instance.RunPostRestart(cause);
        }
        catch (Exception second)
        {
            throw Initialization(cell, second);
        }
        finally
        {
            foreach (var child in survivors)
            {
                ((IInternalActorRef)child).SendSystemMessage(new Recreate(cause));
            }
        }
    }

    private static void BeginTermination(ActorCell cell)
    {
        if (cell.State == CellState.Terminating)
        {
            return;
        }

        cell.State = CellState.Terminating;
        cell.SuspendCount++;
        cell.ExtrasOrNull?.Timers?.CancelAll();
        foreach (var child in cell.ChildrenOrNull?.Close() ?? [])
        {
            ((IInternalActorRef)child).Stop();
        }

        ContinueTermination(cell);
    }

    private static void ContinueTermination(ActorCell cell)
    {
        if (cell.ChildrenOrNull is { IsEmpty: false })
        {
            return;
        }

        try
        {
            cell.Instance?.RunPostStop();
        }
        catch (Exception cause)
        {
            Log.HookFailed(cell.System.Logger, cause, nameof(ActorBase.RunPostStop), cell.Self.Path);
        }

        LeaveInstance(cell);
        cell.ExtrasOrNull?.Stash?.ToDeadLetters();
        cell.State = CellState.Terminated;
        cell.ExtrasOrNull?.DeathWatch?.Close((IInternalActorRef)cell.Self, cell.ParentRef);
        cell.ParentRef.SendSystemMessage(new DeathWatchNotification(cell.Self, ExistenceConfirmed: true, AddressTerminated: false));
    }

    private static void LeaveInstance(ActorCell cell)
    {
        cell.Instance = null;
        cell.ClearBehaviors();
        cell.ExtrasOrNull?.Timers?.CancelAll();
        cell.SetReceiveTimeout(null);
    }

    private static void ChildFailed(ActorCell cell, Failed failed)
    {
        var children = cell.ChildrenOrNull;
        if (children?.Stats(failed.Child) is not { } stats)
        {
            return;
        }

        if (!cell.Strategy.HandleFailure(cell, failed.Child, failed.Cause, stats, children.AllStats()))
        {
            throw failed.Cause;
        }
    }

    private static void ActorGone(ActorCell cell, DeathWatchNotification notification)
    {
        if (cell.ExtrasOrNull?.DeathWatch?.Queue(notification) ?? false)
        {
            cell.Post(new Terminated(notification.Actor, notification.ExistenceConfirmed, notification.AddressTerminated), notification.Actor);
        }

        if (cell.ChildrenOrNull?.Remove(notification.Actor) ?? false)
        {
            switch (cell.State)
            {
                case CellState.Restarting:
                    ContinueRestart(cell);
                    break;
                case CellState.Terminating:
                    ContinueTermination(cell);
                    break;
            }
        }
    }

    private static void HandleWhenDead(ActorCell cell, SystemMessage message)
    {
        if (message is Watch watch)
        {
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(cell.Self, ExistenceConfirmed: true, AddressTerminated: false));
        }
    }

    private static void ToChildren(ActorCell cell, SystemMessage message)
    {
        foreach (var child in cell.ChildrenOrNull?.Snapshot() ?? [])
        {
            ((IInternalActorRef)child).SendSystemMessage(message);
        }
    }

    private static ActorInitializationException Initialization(ActorCell cell, Exception cause) =>
        cause as ActorInitializationException
        ?? new ActorInitializationException($"{cell.Self.Path} ({cell.Props.Type.Name}) could not be started: {cause.Message}", cause);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Path} failed while it was stopping.")]
        public static partial void FailedWhileStopping(ILogger logger, Exception cause, ActorPath path);

        [LoggerMessage(2, LogLevel.Error, "{Hook} of {Path} failed.")]
        public static partial void HookFailed(ILogger logger, Exception cause, string hook, ActorPath path);
    }
}
