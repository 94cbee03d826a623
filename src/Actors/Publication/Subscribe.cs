namespace MeshActors.Actors.Publication;

/// <summary>Asks for a topic's content now and for every change of it. Asking again is harmless.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="KnownVersion">What the subscriber has, or -1: that content need not be sent again.</param>
public sealed record Subscribe(string Topic, long KnownVersion);
