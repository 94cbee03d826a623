using System.Globalization;
using MeshActors.Actors.Membership;

namespace MeshActors.Actors.Sharding;

/// <summary>
/// Spreads entities over a fixed number of shards by a hash that is the same on all replicas and builds. The number
/// must be the same on all replicas, too: it can only change when all are stopped.
/// </summary>
public abstract class HashCodeMessageExtractor : IMessageExtractor
{
    private readonly string[] _shardIds;

    /// <summary>An extractor for so many shards.</summary>
    protected HashCodeMessageExtractor(int maxNumberOfShards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfShards, 1);
        MaxNumberOfShards = maxNumberOfShards;
        _shardIds = [.. Enumerable.Range(0, maxNumberOfShards).Select(i => i.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>How many shards there are.</summary>
    public int MaxNumberOfShards { get; }

    /// <summary>An extractor from functions, for messages that know their entity; <see cref="ShardingEnvelope"/> is understood besides.</summary>
    public static HashCodeMessageExtractor Create(int maxNumberOfShards, Func<object, string?>? entityIdExtractor = null, Func<object, object>? messageExtractor = null) =>
        new FromFunctions(maxNumberOfShards, entityIdExtractor, messageExtractor);

    /// <inheritdoc/>
    public abstract string? EntityId(object message);

    /// <inheritdoc/>
    public virtual object EntityMessage(object message) => message is ShardingEnvelope envelope ? envelope.Message : message;

    /// <inheritdoc/>
    public string ShardId(string entityId, object? messageHint = null) =>
        _shardIds[(int)(StableHash.Of(entityId) % (ulong)_shardIds.Length)];

    private sealed class FromFunctions(int shards, Func<object, string?>? entityId, Func<object, object>? entityMessage) : HashCodeMessageExtractor(shards)
    {
        public override string? EntityId(object message) => message switch
        {
            ShardingEnvelope envelope => envelope.EntityId,
            ShardRegion.StartEntity start => start.EntityId,
            _ => entityId?.Invoke(message),
        };

        public override object EntityMessage(object message) =>
            message is not ShardingEnvelope && entityMessage is not null ? entityMessage(message) : base.EntityMessage(message);
    }
}
