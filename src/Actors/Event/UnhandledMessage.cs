using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Event;

/// <summary>A message that its receiver had no handler for. Published on the event stream.</summary>
public sealed record UnhandledMessage(object Message, IActorRef? Sender, IActorRef Recipient);
