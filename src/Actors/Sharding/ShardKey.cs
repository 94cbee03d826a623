namespace MeshActors.Actors.Sharding;

/// <summary>The name under which the owner of a shard is chosen. Types are spread independently of each other.</summary>
internal static class ShardKey
{
    public static string Of(string typeName, string shardId) => $"{typeName}/{shardId}";
}
