namespace MeshActors.Actors.Dispatch;

/// <summary>What a bounded mailbox does with a message that finds it full.</summary>
public enum MailboxOverflow
{
    /// <summary>The message goes to dead letters; its sender hears nothing.</summary>
    DeadLetter,

    /// <summary>The message goes to dead letters and its sender gets a <see cref="Actor.Status.Failure"/>.</summary>
    Reject,
}
