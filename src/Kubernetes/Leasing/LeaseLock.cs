namespace MeshActors.Kubernetes.Leasing;

/// <summary>
/// Takes, renews and gives back one Lease by optimistic concurrency. Who holds it must stop before
/// <paramref name="duration"/> after its last success; others wait that long by their own clock since they last saw the
/// lease change, so that clocks need not agree. One caller at a time.
/// </summary>
public sealed class LeaseLock(
    IKubernetesClient client,
    TimeProvider time,
    ObjectKey key,
    string holder,
    TimeSpan duration)
{
    private string? _seenVersion;
    private long _seenAt;

    /// <summary>One attempt; losing to another writer is an answer, not an error.</summary>
    public async Task<LeaseOutcome> TryHoldAsync(CancellationToken cancellationToken)
    {
        var current = await client.FindAsync<Lease>(key.Namespace, key.Name, cancellationToken);
        if (current is not null && !IsFree(current))
        {
            return new LeaseOutcome(false, current);
        }

        var wanted = Claim(current);
        try
        {
            var stored = current is null
                ? await client.CreateAsync(wanted, cancellationToken)
                : await client.UpdateAsync(wanted, cancellationToken);
            return new LeaseOutcome(true, stored);
        }
        catch (KubernetesException error) when (error.IsConflict || error.IsAlreadyExists || (current is not null && error.IsNotFound))
        {
            var winner = await client.FindAsync<Lease>(key.Namespace, key.Name, cancellationToken);
            return new LeaseOutcome(winner?.Spec.HolderIdentity == holder, winner ?? wanted);
        }
    }

    /// <summary>Deletes the lease where we hold it, so that others need not wait for it to run out.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var current = await client.FindAsync<Lease>(key.Namespace, key.Name, cancellationToken);
        if (current?.Spec.HolderIdentity != holder)
        {
            return;
        }

        try
        {
            var condition = new DeleteOptions { Uid = current.Metadata.Uid, ResourceVersion = current.Metadata.ResourceVersion };
            await client.DeleteAsync(Lease.ResourceType, key.Namespace, key.Name, condition, cancellationToken);
        }
        catch (KubernetesException error) when (error.IsConflict || error.IsNotFound)
        {
            // It is no longer ours to give back.
        }
    }

    private bool IsFree(Lease lease)
    {
        if (string.IsNullOrEmpty(lease.Spec.HolderIdentity) || lease.Spec.HolderIdentity == holder)
        {
            return true;
        }

        if (lease.Metadata.ResourceVersion != _seenVersion)
        {
            _seenVersion = lease.Metadata.ResourceVersion;
            _seenAt = time.GetTimestamp();
            return false;
        }

        var term = lease.Spec.LeaseDurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : duration;
        return time.GetElapsedTime(_seenAt) >= term;
    }

    private Lease Claim(Lease? current)
    {
        var now = time.GetUtcNow();
        var renews = current?.Spec.HolderIdentity == holder;
        var lease = current ?? new Lease { Metadata = new ObjectMeta { Namespace = key.Namespace, Name = key.Name } };
        return lease with
        {
            Spec = lease.Spec with
            {
                HolderIdentity = holder,
                LeaseDurationSeconds = (int)Math.Ceiling(duration.TotalSeconds),
                RenewTime = now,
                AcquireTime = renews ? lease.Spec.AcquireTime : now,
                LeaseTransitions = renews || current is null ? lease.Spec.LeaseTransitions ?? 0 : (lease.Spec.LeaseTransitions ?? 0) + 1,
            },
        };
    }
}
