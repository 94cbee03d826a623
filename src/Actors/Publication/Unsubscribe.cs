namespace MeshActors.Actors.Publication;

/// <summary>Ends a subscription.</summary>
public sealed record Unsubscribe(string Topic);
