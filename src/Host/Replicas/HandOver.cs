using MeshActors.Actors.Actor;

namespace MeshActors.Host.Replicas;

/// <summary>
/// What entities are told whose shard has moved. They pass over it and go on publishing until the region's hand-off time is
/// up: by then subscribers have renewed, and follow the new owner.
/// </summary>
internal sealed record HandOver : IDeadLetterSuppression
{
    public static readonly HandOver Instance = new();
}
