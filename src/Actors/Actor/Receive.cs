namespace MeshActors.Actors.Actor;

/// <summary>A behaviour: true where the message was handled.</summary>
public delegate bool Receive(object message);
