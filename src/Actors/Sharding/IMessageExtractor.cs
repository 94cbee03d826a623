namespace MeshActors.Actors.Sharding;

/// <summary>Tells entity and shard of a message. Must answer the same on every replica.</summary>
public interface IMessageExtractor
{
    /// <summary>The entity that a message is for, or null where it is for none.</summary>
    string? EntityId(object message);

    /// <summary>What the entity gets: the message, or what is in its envelope.</summary>
    object EntityMessage(object message);

    /// <summary>The shard of an entity.</summary>
    string ShardId(string entityId, object? messageHint = null);
}
