namespace MeshActors.Actors.Actor;

/// <summary>A name that is taken or malformed.</summary>
public sealed class InvalidActorNameException(string message) : AkkaException(message);
