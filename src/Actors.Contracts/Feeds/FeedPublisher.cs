namespace MeshActors.Actors.Contracts.Feeds;

/// <summary>
/// The publisher's half of a feed, to be owned by one actor.
/// </summary>
/// <remarks>
/// <para>
/// A feed brings versioned state to subscribers on any replica over links that lose messages when they break. The
/// publisher numbers its changes within an epoch (its own life). A subscriber that has followed up to a number gets the
/// next change; one that has missed any, or that comes from another epoch, gets the whole state. There is no
/// acknowledgement: the subscriber repeats its subscription with the position it holds, and a publisher that sent it more
/// than that, in an earlier round and not just now, sends the state again. So a lost message costs one round of the
/// subscriber's timer and nothing else, and a publisher that died forgets nothing that matters: subscribers find its
/// successor through the shard region and are told the whole state under a newer epoch.
/// </para>
/// <para>Subscriptions that are not renewed for <see cref="Lifetime"/> are dropped.</para>
/// <para>
/// A subscriber may hold more than this publisher has numbered. It was silent for too long, so that its publisher was dropped and made
/// anew within the epoch; or this owner was out of its reach for a while, and it followed another that took over and has given the
/// entity back since. As it comes here, this is its publisher now: a new epoch begins, or it would take all that it is told for old.
/// </para>
/// </remarks>
public sealed class FeedPublisher(IFeedTopic topic, FeedEpoch epoch, TimeProvider clock)
{
    /// <summary>Three rounds of <see cref="FeedReader.RenewEvery"/>.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private readonly Dictionary<IActorRef, Subscription> _subscribers = [];

    public IFeedTopic Topic { get; } = topic;

    public FeedPosition Position { get; private set; } = new(epoch, 0);

    /// <summary>Whether anything was published, in whichever epoch.</summary>
    public bool HasPublished { get; private set; }

    public bool HasSubscribers => _subscribers.Count > 0;

    public IReadOnlyCollection<IActorRef> Subscribers => _subscribers.Keys;

    /// <summary>
    /// Handles a subscription or its renewal. A subscriber that is not known is told the state even where it holds it already: its
    /// subscription had expired, and with it what else the publisher knew of it.
    /// </summary>
    /// <param name="message">The request.</param>
    /// <param name="state">Makes the whole state; null where it is not known yet: the subscriber is told once it is.</param>
    public void Subscribe(Subscribe message, Func<object?> state)
    {
        var now = clock.GetTimestamp();
        var isKnown = _subscribers.TryGetValue(message.Subscriber, out var subscription);
        if (subscription is null)
        {
            _subscribers[message.Subscriber] = subscription = new Subscription();
        }

        subscription.RenewedAt = now;
        if (IsAhead(message.Have))
        {
            var start = Math.Max(clock.GetUtcNow().UtcTicks, message.Have.Epoch.Start + 1);
            Position = new(new(message.Have.Epoch.View, start), 0);
            subscription.Sent = FeedPosition.None;
        }

        var lostSome = message.Lost || (subscription.Sent != message.Have && subscription.SentBeforeRenewal == subscription.Sent);
        if (message.Have == Position && isKnown)
        {
            subscription.Sent = Position;
        }
        else if ((subscription.Sent == FeedPosition.None || lostSome) && state() is { } whole)
        {
            subscription.Sent = Position;
            message.Subscriber.Tell(new FeedState(Topic, Position, whole));
        }

        subscription.SentBeforeRenewal = subscription.Sent;
    }

    public void Unsubscribe(IActorRef subscriber) => _subscribers.Remove(subscriber);

    /// <summary>Sends a change to everyone who has followed so far, and the state to those who were waiting for it.</summary>
    public void Publish(object change, Func<object> state)
    {
        var before = Position;
        Position = Position.Next();
        HasPublished = true;
        var changed = new FeedChange(Topic, Position, change);
        FeedState? whole = null;
        foreach (var (subscriber, subscription) in _subscribers)
        {
            subscriber.Tell(subscription.Sent == before && before.Sequence > 0
                ? changed
                : whole ??= new FeedState(Topic, Position, state()));
            subscription.Sent = Position;
        }
    }

    /// <summary>Drops subscriptions that nobody renews. Call it now and then.</summary>
    public void Expire()
    {
        foreach (var (subscriber, subscription) in _subscribers)
        {
            if (clock.GetElapsedTime(subscription.RenewedAt) > Lifetime)
            {
                _subscribers.Remove(subscriber);
            }
        }
    }

    private bool IsAhead(FeedPosition held) =>
        held.Epoch > Position.Epoch || (held.Epoch == Position.Epoch && held.Sequence > Position.Sequence);

    private sealed class Subscription
    {
        public FeedPosition Sent { get; set; }

        public FeedPosition SentBeforeRenewal { get; set; }

        public long RenewedAt { get; set; }
    }
}
