using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>A message or manifest that the registry does not know.</summary>
public sealed class UnknownMessageException(string message) : AkkaException(message);
