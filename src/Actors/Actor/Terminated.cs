namespace MeshActors.Actors.Actor;

/// <summary>A watched actor is gone.</summary>
/// <param name="ActorRef">The one that is gone.</param>
/// <param name="ExistenceConfirmed">False where it was gone before the watch began.</param>
/// <param name="AddressTerminated">True where the link to its replica was lost, so that it may live on.</param>
public sealed record Terminated(IActorRef ActorRef, bool ExistenceConfirmed, bool AddressTerminated) : IAutoReceivedMessage, IPossiblyHarmful;
