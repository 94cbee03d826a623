namespace MeshActors.Actors.Dispatch;

/// <summary>The number of user messages a mailbox holds, and what happens to the next one. System messages are never bounded.</summary>
/// <param name="Capacity">Messages that may wait, at least 1.</param>
/// <param name="Overflow">The answer when full.</param>
public sealed record MailboxBound(int Capacity, MailboxOverflow Overflow = MailboxOverflow.DeadLetter);
