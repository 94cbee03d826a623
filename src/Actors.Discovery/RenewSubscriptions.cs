namespace MeshActors.Actors.Discovery;

/// <summary>
/// Tells the scope hub that owners may have moved: every subscription is repeated at once, where it would else find its new
/// publisher within a round of its timer.
/// </summary>
public sealed record RenewSubscriptions
{
    public static readonly RenewSubscriptions Instance = new();
}
