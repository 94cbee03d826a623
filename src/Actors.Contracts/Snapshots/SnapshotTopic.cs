using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Snapshots;

/// <summary>One namespace's configuration and services, from its actor to every replica.</summary>
public sealed record SnapshotTopic(string Namespace) : IFeedTopic
{
    public string EntityId => Namespace;
}

/// <summary>State of a <see cref="SnapshotTopic"/>, told at first and after a loss; its change is a <see cref="SnapshotDelta"/>.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Source">What its objects were parsed from; null on a replica that got it over the link.</param>
public sealed record PublishedSnapshot(NamespaceSnapshot Snapshot, ISnapshotSource? Source = null);
