namespace MeshActors.Actors.Membership;

/// <summary>A change in the lease store: the lease as it is now, or as it was last where it was deleted.</summary>
public sealed record LeaseEvent(Lease Lease, bool Deleted);
