using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Actor;

/// <summary>An actor of this process.</summary>
internal sealed class LocalActorRef(ActorCell cell, ActorPath path) : ActorRefBase
{
    public ActorCell Cell => cell;

    public override ActorPath Path => path;

    public override ActorSystem System => cell.System;

    public override bool IsTerminated => cell.IsTerminated;

    public override void Tell(object message, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        cell.Post(message, sender);
    }

    public override void SendSystemMessage(SystemMessage message) => cell.PostSystem(message);

    public override void Stop() => cell.PostSystem(Terminate.Instance);
}
