namespace MeshActors.Actors.Contracts.Feeds;

/// <summary>All feeds that one actor follows: asks for them, renews them and checks what comes.</summary>
public sealed class FeedClient(IFeedRegions regions, IActorRef self)
{
    private readonly Dictionary<IFeedTopic, FeedReader> _readers = [];

    public IReadOnlyCollection<IFeedTopic> Topics => _readers.Keys;

    /// <summary>Whether every followed feed has told its state.</summary>
    public bool IsComplete => _readers.Values.All(reader => reader.HasState);

    public bool Follows(IFeedTopic topic) => _readers.ContainsKey(topic);

    public bool HasState(IFeedTopic topic) => _readers.TryGetValue(topic, out var reader) && reader.HasState;

    /// <summary>Starts to follow a feed; a feed that is followed already is left as it is.</summary>
    public void Follow(IFeedTopic topic)
    {
        if (!_readers.ContainsKey(topic))
        {
            var reader = _readers[topic] = new(topic);
            regions.Tell(topic, reader.Request(self), self);
        }
    }

    public void Unfollow(IFeedTopic topic)
    {
        if (_readers.Remove(topic))
        {
            regions.Tell(topic, new Unsubscribe(topic, self), self);
        }
    }

    /// <summary>Asks for the whole state of a feed that is followed, because its last change does not fit what is held.</summary>
    public void AskForState(IFeedTopic topic) => regions.Tell(topic, _readers[topic].Request(self, lost: true), self);

    /// <summary>Repeats every subscription, which finds publishers that moved and messages that were lost.</summary>
    public void Renew()
    {
        foreach (var (topic, reader) in _readers)
        {
            regions.Tell(topic, reader.Request(self), self);
        }
    }

    /// <summary>Ends all subscriptions.</summary>
    public void UnfollowAll()
    {
        foreach (var topic in _readers.Keys)
        {
            regions.Tell(topic, new Unsubscribe(topic, self), self);
        }

        _readers.Clear();
    }

    /// <summary>Whether the state counts: it is of a feed that is followed, and not older than what is held.</summary>
    public bool Accept(FeedState message) => _readers.TryGetValue(message.Topic, out var reader) && reader.Accept(message);

    /// <summary>Whether the change counts. Where changes before it were lost, the state is asked for at once.</summary>
    public bool Accept(FeedChange message)
    {
        if (!_readers.TryGetValue(message.Topic, out var reader))
        {
            return false;
        }

        var accepted = reader.Accept(message, out var lost);
        if (lost)
        {
            regions.Tell(message.Topic, reader.Request(self, lost: true), self);
        }

        return accepted;
    }
}
