namespace MeshActors.Actors.Actor;

/// <summary>References that stand for no actor.</summary>
public static class ActorRefs
{
    /// <summary>The sender of a message that nobody sent.</summary>
    public static readonly IActorRef? NoSender;

    /// <summary>An address without an actor: what is told to it is lost.</summary>
    public static readonly IActorRef Nobody = new Nobody();
}
