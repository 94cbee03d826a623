using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Remote;

/// <summary>
/// An actor on another replica. Telling it is at most once and in order for each pair, as long as the link stands; what
/// is told while it does not goes to dead letters. Watching it also tells when the link is lost.
/// </summary>
internal sealed class RemoteActorRef(ReplicaLinks links, string memberId, ActorPath path) : ActorRefBase
{
    public string MemberId => memberId;

    public override ActorPath Path => path;

    public override ActorSystem System => links.System;

    public override void Tell(object message, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        links.Send(memberId, new LinkActor.Outbound(this, message, sender));
    }

    public override void SendSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case Watch watch:
                links.Send(memberId, new LinkActor.WatchRemote(this, watch.Watcher));
                break;
            case Unwatch unwatch:
                links.Send(memberId, new LinkActor.UnwatchRemote(this, unwatch.Watcher));
                break;
            case DeathWatchNotification gone:
                links.Send(memberId, new LinkActor.TellTerminated(this, gone.Actor));
                break;
        }
    }
}
