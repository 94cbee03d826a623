namespace MeshActors.Actors.Actor;

/// <summary>Something that takes messages.</summary>
public interface ICanTell
{
    /// <summary>Sends a message, at most once, in order for each pair of sender and receiver. Never blocks, never throws for a dead receiver.</summary>
    void Tell(object message, IActorRef? sender);
}
