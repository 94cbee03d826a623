namespace MeshActors.Actors.Contracts.Feeds;

/// <summary>The subscriber's half of a feed: decides what of the messages counts. See <see cref="FeedPublisher"/>.</summary>
public sealed class FeedReader(IFeedTopic topic)
{
    /// <summary>How often a subscriber repeats its subscription.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    public IFeedTopic Topic { get; } = topic;

    public FeedPosition Position { get; private set; }

    /// <summary>Whether any state has come.</summary>
    public bool HasState => Position != FeedPosition.None;

    /// <summary>Accepts a state unless it comes from an older life of the publisher or is behind what is held.</summary>
    public bool Accept(FeedState message)
    {
        if (message.Position.Epoch < Position.Epoch
            || (message.Position.Epoch == Position.Epoch && message.Position.Sequence < Position.Sequence))
        {
            return false;
        }

        Position = message.Position;
        return true;
    }

    /// <summary>Accepts a change that directly follows what is held.</summary>
    /// <param name="message">The change.</param>
    /// <param name="lost">True where changes between are missing: subscribe again at once.</param>
    public bool Accept(FeedChange message, out bool lost)
    {
        lost = false;
        if (message.Position.Epoch != Position.Epoch)
        {
            lost = message.Position.Epoch > Position.Epoch;
            return false;
        }

        if (message.Position.Sequence == Position.Sequence + 1)
        {
            Position = message.Position;
            return true;
        }

        lost = message.Position.Sequence > Position.Sequence;
        return false;
    }

    /// <summary>The request to send, first and at every renewal.</summary>
    public Subscribe Request(IActorRef self, bool lost = false) => new(Topic, self, Position, lost);
}
