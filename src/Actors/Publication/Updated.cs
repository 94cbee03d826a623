namespace MeshActors.Actors.Publication;

/// <summary>What a listener of a <see cref="ReplicaSubscription{T}"/> hears: the whole value, put together.</summary>
public sealed record Updated<T>(string EntityId, Stamp Stamp, T Value);
