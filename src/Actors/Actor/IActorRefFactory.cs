namespace MeshActors.Actors.Actor;

/// <summary>Something below which actors can be made.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes an actor; it starts at once. Without a name it gets one.</summary>
    /// <exception cref="InvalidActorNameException">The name is taken or malformed.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Stops an actor after the message it is at. Asynchronous: watch it to know when it is gone.</summary>
    void Stop(IActorRef actor);
}
