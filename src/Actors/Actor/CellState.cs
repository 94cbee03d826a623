namespace MeshActors.Actors.Actor;

/// <summary>Where an actor stands in its life.</summary>
internal enum CellState : byte
{
    /// <summary>No instance yet, or one that runs.</summary>
    Alive,

    /// <summary>The old instance is gone; children it stopped are awaited before the new one is made.</summary>
    Restarting,

    /// <summary>Told to stop; children are awaited.</summary>
    Terminating,

    /// <summary>Gone. What still arrives goes to dead letters.</summary>
    Terminated,
}
