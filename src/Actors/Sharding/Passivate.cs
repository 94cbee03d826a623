namespace MeshActors.Actors.Sharding;

/// <summary>
/// What an entity tells its parent when it wants to rest. The parent sends it the stop message; what arrives for it
/// until it has stopped is kept, and starts it again.
/// </summary>
public sealed record Passivate(object StopMessage);
