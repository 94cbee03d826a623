namespace MeshActors.Kubernetes.Leasing;

/// <param name="Held">Whether we hold the lease after the attempt.</param>
/// <param name="Lease">As it is stored.</param>
public sealed record LeaseOutcome(bool Held, Lease Lease);
