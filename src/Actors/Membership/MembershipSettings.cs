namespace MeshActors.Actors.Membership;

/// <summary>The times of membership. They must leave room: see <see cref="RenewalFence"/>.</summary>
public sealed record MembershipSettings
{
    /// <summary>How long others wait after a renewal before they evict.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the lease is renewed.</summary>
    public TimeSpan RenewInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after the start of a successful renewal this replica may begin writes.</summary>
    public TimeSpan WriteValidity { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>How long a call to the lease store may take.</summary>
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>How often the store is listed although the watch says nothing: a watch can be dead without a sign.</summary>
    public TimeSpan RelistInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a replica may be in the membership without a link to it before it counts as unreachable.</summary>
    public TimeSpan LinkGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Checks that the times leave room for each other.</summary>
    /// <exception cref="ArgumentException">They do not; says which.</exception>
    public void Validate()
    {
        if (WriteValidity >= LeaseDuration)
        {
            throw new ArgumentException($"WriteValidity {WriteValidity} must be below LeaseDuration {LeaseDuration}: the rest is for clock skew and for writes under way.");
        }

        if (RenewInterval + StoreTimeout >= WriteValidity)
        {
            throw new ArgumentException($"RenewInterval {RenewInterval} and StoreTimeout {StoreTimeout} must end within WriteValidity {WriteValidity}.");
        }
    }
}
