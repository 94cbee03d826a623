using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>Bytes from a peer that are not what they should be.</summary>
public sealed class WireFormatException(string message) : AkkaException(message);
