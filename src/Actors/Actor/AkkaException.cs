namespace MeshActors.Actors.Actor;

/// <summary>The base of the runtime's own exceptions.</summary>
public abstract class AkkaException(string message, Exception? cause = null) : Exception(message, cause);
