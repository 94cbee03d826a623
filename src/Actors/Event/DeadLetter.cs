using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Event;

/// <summary>A message that could not be delivered. Published on the event stream.</summary>
public sealed record DeadLetter(object Message, IActorRef? Sender, IActorRef Recipient);
