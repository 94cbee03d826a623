using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Translation;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Config.Namespaces;

/// <summary>What every namespace's actor on a replica shares.</summary>
/// <param name="Plan">Which kinds and clusters are watched.</param>
/// <param name="Regions">The way to other entities.</param>
/// <param name="Views">This replica's view actor.</param>
/// <param name="Translator">This replica's translator with its memory of what was translated.</param>
/// <param name="Epoch">The life of publications that start now.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Log">The log.</param>
public sealed record NamespaceSettings(
    WatchPlan Plan, IFeedRegions Regions, IActorRef Views, XdsTranslator Translator, FeedEpoch Epoch, TimeProvider Clock, ILogger Log)
{
    /// <summary>Who writes verdicts to the statuses of objects (<c>StatusActor</c>); null where nobody does.</summary>
    public IActorRef? Statuses { get; init; }

    /// <summary>Who may read Secrets.</summary>
    public ISecretAccess SecretAccess { get; init; } = NoSecretAccess.Instance;

    /// <summary>The sets of names that scopes are asked for.</summary>
    internal SharedMapPool<string> Names { get; } = new();
}
