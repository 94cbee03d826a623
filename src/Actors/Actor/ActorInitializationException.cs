namespace MeshActors.Actors.Actor;

/// <summary>An actor could not be made or started. By default its supervisor stops it.</summary>
public sealed class ActorInitializationException(string message, Exception? cause = null) : AkkaException(message, cause);
