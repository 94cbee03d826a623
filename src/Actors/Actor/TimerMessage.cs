namespace MeshActors.Actors.Actor;

/// <summary>What a timer puts into the mailbox: the timer, which knows the message and whether it still counts.</summary>
internal sealed record TimerMessage(object Key, object Message, bool Repeats) : IDeadLetterSuppression;
