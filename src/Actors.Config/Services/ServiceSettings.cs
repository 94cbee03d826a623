using MeshActors.Actors.Contracts.Feeds;

namespace MeshActors.Actors.Config.Services;

/// <summary>What every service's actor on a replica shares.</summary>
/// <param name="Regions">The way to other entities.</param>
/// <param name="Epoch">The life of publications that start now.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Passivate">Asks the shard region to let an idle entity go.</param>
public sealed record ServiceSettings(IFeedRegions Regions, FeedEpoch Epoch, TimeProvider Clock, Action<IActorContext> Passivate);
