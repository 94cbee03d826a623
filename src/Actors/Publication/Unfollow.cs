using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Publication;

/// <summary>Takes a local listener off a <see cref="ReplicaSubscription{T}"/>.</summary>
public sealed record Unfollow(IActorRef Listener);
