namespace MeshActors.Actors.Sharding;

/// <summary>A message from one region to another.</summary>
/// <param name="View">The number of the view by which the sender chose the receiver.</param>
/// <param name="Hops">How many regions have passed it on.</param>
/// <param name="Message">What the first region was told.</param>
internal sealed record RoutedMessage(long View, int Hops, object Message);
