using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Publication;

/// <summary>Adds a local listener to a <see cref="ReplicaSubscription{T}"/>. It leaves by itself when it stops.</summary>
public sealed record Follow(IActorRef Listener);
