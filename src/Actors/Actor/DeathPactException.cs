namespace MeshActors.Actors.Actor;

/// <summary>An actor watched another, did not handle its <see cref="Terminated"/>, and so goes with it.</summary>
public sealed class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor {deadActor.Path} terminated.")
{
    /// <summary>The one that is gone.</summary>
    public IActorRef DeadActor { get; } = deadActor;
}
