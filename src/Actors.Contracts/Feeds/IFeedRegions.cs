namespace MeshActors.Actors.Contracts.Feeds;

/// <summary>Finds the entity that publishes a topic, on whichever replica it lives.</summary>
public interface IFeedRegions
{
    /// <summary>Sends a message to the topic's publisher, starting it where it is not running.</summary>
    void Tell(IFeedTopic topic, object message, IActorRef sender);
}
