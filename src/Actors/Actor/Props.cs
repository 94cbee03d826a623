using MeshActors.Actors.Dispatch;
using MeshActors.Actors.Supervision;

namespace MeshActors.Actors.Actor;

/// <summary>The recipe of an actor: how to make one, now and at every restart, and what its mailbox and strategy are. Immutable.</summary>
public sealed record Props
{
    private Props(Type type, Func<ActorBase> producer)
    {
        Type = type;
        Producer = producer;
    }

    /// <summary>The class of the actor.</summary>
    public Type Type { get; }

    /// <summary>The bound of the mailbox, or null for none.</summary>
    public MailboxBound? Mailbox { get; private init; }

    /// <summary>Overrides the strategy that the actor's class has for its children.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    private Func<ActorBase> Producer { get; }

    /// <summary>A recipe from a factory, which must make a new instance at every call and close over nothing that changes.</summary>
    public static Props Create<TActor>(Func<TActor> factory)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new Props(typeof(TActor), factory);
    }

    /// <summary>A recipe for an actor whose constructor takes nothing.</summary>
    public static Props Create<TActor>()
        where TActor : ActorBase, new() => new(typeof(TActor), static () => new TActor());

    /// <summary>The same recipe with a bounded mailbox.</summary>
    public Props WithMailbox(MailboxBound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        ArgumentOutOfRangeException.ThrowIfLessThan(bound.Capacity, 1);
        return this with { Mailbox = bound };
    }

    /// <summary>The same recipe with another strategy for the actor's children.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy strategy) => this with { SupervisorStrategy = strategy };

    internal ActorBase NewActor() => Producer();
}
