namespace MeshActors.Actors.Actor;

/// <summary>A reference without a cell that another replica may answer to for as long as it waits.</summary>
internal interface ITemporaryActorRef : IInternalActorRef
{
    /// <summary>Runs the action when it waits no more.</summary>
    void WhenDone(Action action);
}
