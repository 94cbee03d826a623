using System.Collections.Immutable;
using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Event;

/// <summary>Publish and subscribe by type within one actor system. A subscriber to a base type hears of derived ones.</summary>
public sealed class EventStream
{
    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>Subscribes; false where the actor was already subscribed to this type.</summary>
    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        return ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Contains(added) ? all : all.Add(added), new Subscription(subscriber, channel));
    }

    /// <inheritdoc cref="Subscribe(IActorRef, Type)"/>
    public bool Subscribe<T>(IActorRef subscriber) => Subscribe(subscriber, typeof(T));

    /// <summary>Ends one subscription; false where there was none.</summary>
    public bool Unsubscribe(IActorRef subscriber, Type channel) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, gone) => all.Remove(gone), new Subscription(subscriber, channel));

    /// <inheritdoc cref="Unsubscribe(IActorRef, Type)"/>
    public bool Unsubscribe<T>(IActorRef subscriber) => Unsubscribe(subscriber, typeof(T));

    /// <summary>Ends all subscriptions of an actor; false where there were none. Happens by itself when an actor stops.</summary>
    public bool Unsubscribe(IActorRef subscriber) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, gone) => all.RemoveAll(s => s.Subscriber.Equals(gone)), subscriber);

    /// <summary>Tells every subscriber of the event's type or a base of it.</summary>
    public void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        foreach (var subscription in _subscriptions)
        {
            if (!subscription.Channel.IsInstanceOfType(@event))
            {
                continue;
            }

            if (subscription.Subscriber is IInternalActorRef { IsTerminated: true })
            {
                Unsubscribe(subscription.Subscriber);
                continue;
            }

            subscription.Subscriber.Tell(@event, ActorRefs.NoSender);
        }
    }

    private sealed record Subscription(IActorRef Subscriber, Type Channel);
}
