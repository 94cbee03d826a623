using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Actor;

/// <summary>What the runtime needs of a reference beyond telling it things.</summary>
internal interface IInternalActorRef : IActorRef
{
    ActorSystem System { get; }

    /// <summary>True once the actor is known to be gone. False for a remote one.</summary>
    bool IsTerminated { get; }

    void SendSystemMessage(SystemMessage message);

    void Stop();
}
