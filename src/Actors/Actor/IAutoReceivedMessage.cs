namespace MeshActors.Actors.Actor;

/// <summary>Marks messages that the runtime handles before the actor does.</summary>
public interface IAutoReceivedMessage;
