using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Supervision;

/// <summary>How an actor deals with children that fail.</summary>
public abstract partial class SupervisorStrategy
{
    /// <summary>Restarts always, save what could not be made or was killed: that is stopped.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops always.</summary>
    public static readonly SupervisorStrategy StoppingStrategy = new OneForOneStrategy(_ => Directive.Stop);

    /// <summary>The decision of <see cref="DefaultStrategy"/>.</summary>
    public static Directive DefaultDecider(Exception cause) => cause switch
    {
        ActorInitializationException or ActorKilledException or DeathPactException => Directive.Stop,
        _ => Directive.Restart,
    };

    /// <summary>The decision about one failure.</summary>
    protected abstract Directive Handle(IActorRef child, Exception exception);

    /// <summary>Carries out a restart, or a stop where there were too many.</summary>
    private protected abstract void ProcessFailure(IActorContext context, bool restart, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children);

    /// <summary>Decides and acts; false where the failure is to be escalated.</summary>
    internal bool HandleFailure(IActorContext context, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        var directive = Handle(child, cause);
        if (directive != Directive.Escalate)
        {
            Log.ChildFailed(context.System.Logger, cause, child.Path, directive);
        }

        switch (directive)
        {
            case Directive.Resume:
                ((IInternalActorRef)child).SendSystemMessage(Resume.Instance);
                return true;
            case Directive.Restart:
                ProcessFailure(context, restart: true, cause, stats, children);
                return true;
            case Directive.Stop:
                ProcessFailure(context, restart: false, cause, stats, children);
                return true;
            default:
                return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Error, "{Path} failed: {Directive}.")]
        public static partial void ChildFailed(ILogger logger, Exception cause, ActorPath path, Directive directive);
    }
}
