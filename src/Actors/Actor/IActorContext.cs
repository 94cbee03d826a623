namespace MeshActors.Actors.Actor;

/// <summary>What an actor can see and do of its surroundings. Only to be used from its own handlers.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>This actor.</summary>
    IActorRef Self { get; }

    /// <summary>The recipe it was made from.</summary>
    Props Props { get; }

    /// <summary>Who sent the message at hand; dead letters where nobody did.</summary>
    IActorRef Sender { get; }

    /// <summary>Who made and supervises this actor.</summary>
    IActorRef Parent { get; }

    /// <summary>The system it lives in.</summary>
    ActorSystem System { get; }

    /// <summary>How long to wait for a message before <see cref="Actor.ReceiveTimeout"/>, or null.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>The child of that name, or nobody.</summary>
    IActorRef Child(string name);

    /// <summary>The living children, as of now.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Replaces the behaviour at hand.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour above the one at hand, until <see cref="UnbecomeStacked"/>.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Takes the topmost behaviour off. At the bottom stays the actor's own.</summary>
    void UnbecomeStacked();

    /// <summary>Sends this actor a <see cref="Actor.ReceiveTimeout"/> after every pause of that length between messages; null ends it.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);
}
