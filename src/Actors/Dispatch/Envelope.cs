using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Dispatch;

/// <summary>A message with its sender, as a link of a mailbox's list. Pooled: see <see cref="EnvelopePool"/>.</summary>
internal sealed class Envelope
{
    public object? Message;
    public IActorRef? Sender;
    public Envelope? Next;
}
