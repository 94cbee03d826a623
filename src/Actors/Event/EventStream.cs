using System.Collections.Immutable;
using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Event;

/// <summary>
/// Publish and subscribe by type within one actor system. A subscriber to a base type hears of derived ones. Made for few types and
/// any number of subscribers, in no order among them.
/// </summary>
public sealed class EventStream
{
    private ImmutableDictionary<Type, ImmutableHashSet<IActorRef>> _subscribers = ImmutableDictionary<Type, ImmutableHashSet<IActorRef>>.Empty;

    /// <summary>Subscribes; false where the actor was already subscribed to this type.</summary>
    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        return ImmutableInterlocked.Update(
            ref _subscribers,
            static (all, added) => all.SetItem(added.Channel, all.GetValueOrDefault(added.Channel, []).Add(added.Subscriber)),
            (Subscriber: subscriber, Channel: channel));
    }

    /// <inheritdoc cref="Subscribe(IActorRef, Type)"/>
    public bool Subscribe<T>(IActorRef subscriber) => Subscribe(subscriber, typeof(T));

    /// <summary>Ends one subscription; false where there was none.</summary>
    public bool Unsubscribe(IActorRef subscriber, Type channel) => ImmutableInterlocked.Update(
        ref _subscribers,
        static (all, gone) => all.TryGetValue(gone.Channel, out var subscribers) ? With(all, gone.Channel, subscribers.Remove(gone.Subscriber)) : all,
        (Subscriber: subscriber, Channel: channel));

    /// <inheritdoc cref="Unsubscribe(IActorRef, Type)"/>
    public bool Unsubscribe<T>(IActorRef subscriber) => Unsubscribe(subscriber, typeof(T));

    /// <summary>Ends all subscriptions of an actor; false where there were none. Happens by itself when the next event finds that it has stopped.</summary>
    public bool Unsubscribe(IActorRef subscriber) => ImmutableInterlocked.Update(
        ref _subscribers,
        static (all, gone) => all.Aggregate(all, (left, channel) => With(left, channel.Key, channel.Value.Remove(gone))),
        subscriber);

    /// <summary>Tells every subscriber of the event's type or a base of it.</summary>
    public void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        foreach (var (channel, subscribers) in _subscribers)
        {
            if (!channel.IsInstanceOfType(@event))
            {
                continue;
            }

            foreach (var subscriber in subscribers)
            {
                if (subscriber is IInternalActorRef { IsTerminated: true })
                {
                    Unsubscribe(subscriber);
                }
                else
                {
                    subscriber.Tell(@event, ActorRefs.NoSender);
                }
            }
        }
    }

    private static ImmutableDictionary<Type, ImmutableHashSet<IActorRef>> With(
        ImmutableDictionary<Type, ImmutableHashSet<IActorRef>> all, Type channel, ImmutableHashSet<IActorRef> subscribers) =>
        subscribers.IsEmpty ? all.Remove(channel) : all.SetItem(channel, subscribers);
}
