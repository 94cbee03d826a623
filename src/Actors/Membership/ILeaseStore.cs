namespace MeshActors.Actors.Membership;

/// <summary>
/// Where leases are kept. Every write is a compare and swap, and a list sees every write that was answered before it
/// began: safety rests on both. Anything else may fail or be late. Failures other than a conflict are exceptions of
/// any type, and leave it open whether the write took place.
/// </summary>
public interface ILeaseStore
{
    /// <summary>All leases of this mesh, read consistently (never from a cache).</summary>
    Task<LeaseList> ListAsync(CancellationToken cancellationToken);

    /// <summary>The changes after a version, in order. Ends or throws when the connection does; the caller lists again.</summary>
    IAsyncEnumerable<LeaseEvent> WatchAsync(string fromVersion, CancellationToken cancellationToken);

    /// <summary>Stores a new lease and gives it with its version.</summary>
    /// <exception cref="LeaseConflictException">One of that name exists.</exception>
    Task<Lease> CreateAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Replaces a lease of exactly that version and gives it with its new one.</summary>
    /// <exception cref="LeaseConflictException">It is gone or has another version.</exception>
    Task<Lease> UpdateAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Deletes a lease of exactly that version.</summary>
    /// <exception cref="LeaseConflictException">It is gone or has another version.</exception>
    Task DeleteAsync(Lease lease, CancellationToken cancellationToken);
}
