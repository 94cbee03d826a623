namespace MeshActors.Actors.Actor;

/// <summary>Messages put off for later. A restart puts them back; a stop sends them to dead letters.</summary>
public interface IStash
{
    /// <summary>Puts the message at hand off.</summary>
    void Stash();

    /// <summary>Brings the oldest message back, before all that wait in the mailbox.</summary>
    void Unstash();

    /// <summary>Brings all messages back, in order, before all that wait in the mailbox.</summary>
    void UnstashAll();
}
