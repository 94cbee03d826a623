namespace MeshActors.Actors.Contracts.Feeds;

/// <summary>
/// Asks the publisher of <paramref name="Topic"/> for its state and every change after it. Sent again and again: a
/// publisher that knows the subscriber at that position stays silent, any other answers with its whole state.
/// </summary>
/// <param name="Topic">What is asked for; also tells the shard region which entity is meant.</param>
/// <param name="Subscriber">Who wants it, under a name of its own: one subscription a topic and subscriber.</param>
/// <param name="Have">What the subscriber holds.</param>
/// <param name="Lost">The subscriber has seen that messages are missing: the state is to be sent at once.</param>
public sealed record Subscribe(IFeedTopic Topic, IActorRef Subscriber, FeedPosition Have, bool Lost = false);

/// <summary>Ends a subscription. One that is not renewed ends by itself.</summary>
public sealed record Unsubscribe(IFeedTopic Topic, IActorRef Subscriber);

/// <summary>Something that can be subscribed to.</summary>
public interface IFeedTopic
{
    /// <summary>The entity that publishes it.</summary>
    string EntityId { get; }
}

/// <summary>What a feed sends: its whole state at a position.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Position">Where in the feed it stands.</param>
/// <param name="State">All of it.</param>
public sealed record FeedState(IFeedTopic Topic, FeedPosition Position, object State);

/// <summary>What a feed sends: one change, which follows the position before it.</summary>
public sealed record FeedChange(IFeedTopic Topic, FeedPosition Position, object Change);
