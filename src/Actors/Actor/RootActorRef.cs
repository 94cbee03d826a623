using MeshActors.Actors.Dispatch;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Actor;

/// <summary>The parent of the guardians. A guardian that fails takes the system down; a guardian that is gone says so here.</summary>
internal sealed partial class RootActorRef(ActorSystem system, ActorPath path) : ActorRefBase
{
    public override ActorPath Path => path;

    public override ActorSystem System => system;

    public override void Tell(object message, IActorRef? sender) => system.DeadLetters.Tell(message, sender);

    public override void SendSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                Log.GuardianFailed(system.Logger, failed.Cause, failed.Child.Path);
                _ = system.Terminate();
                break;
            case DeathWatchNotification gone:
                system.GuardianGone(gone.Actor);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Critical, "{Path} failed and no supervisor is left; the actor system stops.")]
        public static partial void GuardianFailed(ILogger logger, Exception cause, ActorPath path);
    }
}
