using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Dispatch;

/// <summary>A message was refused because the receiver's bounded mailbox was full.</summary>
public sealed class MailboxFullException(ActorPath receiver, int capacity)
    : AkkaException($"The mailbox of {receiver} is full: {capacity} messages wait.");
