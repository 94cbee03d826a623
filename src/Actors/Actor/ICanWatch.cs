namespace MeshActors.Actors.Actor;

/// <summary>Something that can be told of an actor's end.</summary>
public interface ICanWatch
{
    /// <summary>Asks for a <see cref="Terminated"/> when the actor has stopped, or when the link to it is lost.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>As <see cref="Watch"/>, with a message of one's own in place of <see cref="Terminated"/>.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Takes a watch back. What is already on its way is not delivered either.</summary>
    IActorRef Unwatch(IActorRef subject);
}
