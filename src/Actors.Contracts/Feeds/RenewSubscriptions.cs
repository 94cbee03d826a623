namespace MeshActors.Actors.Contracts.Feeds;

/// <summary>
/// Owners may have moved: whoever follows feeds repeats every subscription at once, where it would else find new publishers within
/// <see cref="FeedReader.RenewEvery"/>. Published on the event stream of the replica's actor system.
/// </summary>
public sealed record RenewSubscriptions
{
    public static readonly RenewSubscriptions Instance = new();
}
