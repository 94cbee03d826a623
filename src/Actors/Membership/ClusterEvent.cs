namespace MeshActors.Actors.Membership;

/// <summary>What <see cref="Cluster"/> tells its subscribers.</summary>
public static class ClusterEvent
{
    /// <summary>Any of the events.</summary>
    public interface IClusterDomainEvent;

    /// <summary>A new view; also the first thing a subscriber hears. Comes before the events about single members.</summary>
    public sealed record ViewChanged(MembershipView View) : IClusterDomainEvent;

    /// <summary>A replica has joined.</summary>
    public sealed record MemberUp(Member Member) : IClusterDomainEvent;

    /// <summary>A replica has left or was evicted.</summary>
    public sealed record MemberRemoved(Member Member) : IClusterDomainEvent;

    /// <summary>The link to a member is lost. It may live on; what it owned is read by others meanwhile.</summary>
    public sealed record UnreachableMember(Member Member) : IClusterDomainEvent;

    /// <summary>The link to a member stands again, or for the first time after it had been given up.</summary>
    public sealed record ReachableMember(Member Member) : IClusterDomainEvent;
}
