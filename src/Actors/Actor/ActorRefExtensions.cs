namespace MeshActors.Actors.Actor;

/// <summary>Telling with the sender filled in.</summary>
public static class ActorRefExtensions
{
    /// <summary>Sends with the actor whose handler is running as sender, or without one outside of actors.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Self);

    /// <summary>Passes a message on with its original sender.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.Current?.SenderOrNull);

    /// <summary>True for null and for the reference that stands for no actor.</summary>
    public static bool IsNobody(this IActorRef? actorRef) => actorRef is null or Nobody;
}
