namespace MeshActors.Actors.Actor;

/// <summary>A handle to an actor, here or on another replica. Stays valid (as an address of nobody) when the actor is gone.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>
{
    /// <summary>Where the actor lives, with the unique number of this incarnation.</summary>
    ActorPath Path { get; }
}
