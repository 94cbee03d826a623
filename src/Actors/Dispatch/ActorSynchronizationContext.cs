namespace MeshActors.Actors.Dispatch;

/// <summary>Brings what follows an <c>await</c> in a handler back to the actor: same actor, one thing at a time.</summary>
internal sealed class ActorSynchronizationContext(Mailbox mailbox) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => mailbox.PostSystem(new RunContinuation(d, state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A continuation of an actor cannot be run synchronously by another thread.");

    public override SynchronizationContext CreateCopy() => this;
}
