namespace MeshActors.Actors.Actor;

/// <summary>An actor was told <see cref="Kill"/>. By default its supervisor stops it.</summary>
public sealed class ActorKilledException(ActorPath path) : AkkaException($"{path} was killed.");
