namespace MeshActors.Actors.Remote;

/// <summary>What a frame of the link is. The numbers are on the wire and never change.</summary>
internal enum FrameKind
{
    /// <summary>First on every connection, from the end that opened it, in a message of its own: protocol version, member id, incarnation, and the id it wants to reach.</summary>
    Hello = 1,

    /// <summary>A message from an actor to an actor.</summary>
    Message = 2,

    /// <summary>The sender watches the target.</summary>
    Watch = 3,

    /// <summary>The sender does not any more.</summary>
    Unwatch = 4,

    /// <summary>The sender is gone, says its system to the watching target.</summary>
    Terminated = 5,

    /// <summary>Nothing to say.</summary>
    Heartbeat = 6,
}
