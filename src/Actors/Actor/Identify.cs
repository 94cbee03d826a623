namespace MeshActors.Actors.Actor;

/// <summary>Asks an actor for its reference; answered with <see cref="ActorIdentity"/> by the runtime.</summary>
public sealed record Identify(object MessageId) : IAutoReceivedMessage, INotInfluenceReceiveTimeout;
