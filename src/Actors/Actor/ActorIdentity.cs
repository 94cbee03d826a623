namespace MeshActors.Actors.Actor;

/// <summary>The answer to <see cref="Identify"/>: the actor, or null where there is none.</summary>
public sealed record ActorIdentity(object MessageId, IActorRef? Subject);
