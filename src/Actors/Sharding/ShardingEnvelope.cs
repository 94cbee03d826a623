namespace MeshActors.Actors.Sharding;

/// <summary>A message with the entity that it is for.</summary>
public sealed record ShardingEnvelope(string EntityId, object Message);
