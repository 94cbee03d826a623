namespace MeshActors.Actors.Sharding;

/// <summary>How a region behaves.</summary>
public sealed record ClusterShardingSettings
{
    /// <summary>How long entities may go on after their shard has moved to another replica, before they are stopped.</summary>
    public TimeSpan HandOffTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many messages a region keeps while it does not know where to, before the rest goes to dead letters.</summary>
    public int BufferSize { get; init; } = 100_000;
}
