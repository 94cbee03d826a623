using System.Collections.Concurrent;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;

namespace MeshActors.Actors.Sharding;

/// <summary>The sharded entity types of a system.</summary>
public sealed class ClusterSharding
{
    private readonly ActorSystem _system;
    private readonly ConcurrentDictionary<string, (IActorRef Region, IMessageExtractor Extractor)> _regions = new();

    private ClusterSharding(ActorSystem system)
    {
        _system = system;
    }

    /// <summary>The sharding of a system that has joined a cluster.</summary>
    public static ClusterSharding Get(ActorSystem system) => system.WithExtension(static s => new ClusterSharding(s));

    /// <summary>Starts the region of an entity type. Every replica starts the same types.</summary>
    /// <param name="typeName">The name of the type.</param>
    /// <param name="entityPropsFactory">The recipe of an entity by its id.</param>
    /// <param name="settings">How the region behaves.</param>
    /// <param name="messageExtractor">Finds entity and shard of a message.</param>
    /// <param name="handOffStopMessage">What entities are told when their shard has moved away; <see cref="PoisonPill"/> where not given.</param>
    public IActorRef Start(
        string typeName,
        Func<string, Props> entityPropsFactory,
        ClusterShardingSettings settings,
        IMessageExtractor messageExtractor,
        object? handOffStopMessage = null)
    {
        var region = _system.SystemActorOf(
            Props.Create(() => new ShardRegion(typeName, entityPropsFactory, messageExtractor, settings, handOffStopMessage ?? PoisonPill.Instance)),
            $"sharding-{Uri.EscapeDataString(typeName)}");
        _regions[typeName] = (region, messageExtractor);
        return region;
    }

    /// <summary>The region of a type that was started.</summary>
    public IActorRef ShardRegion(string typeName) => Find(typeName).Region;

    /// <summary>The fence that an entity asks before it writes.</summary>
    public IWriteFence WriteFence(string typeName, string entityId) =>
        Cluster.Get(_system).WriteFence(ShardKey.Of(typeName, Find(typeName).Extractor.ShardId(entityId)));

    private (IActorRef Region, IMessageExtractor Extractor) Find(string typeName) => _regions.TryGetValue(typeName, out var found)
        ? found
        : throw new ArgumentException($"Shard type \"{typeName}\" was not started.", nameof(typeName));
}
