using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MeshActors.Actors.Membership;
using MeshActors.Kubernetes;
using Lease = MeshActors.Actors.Membership.Lease;
using StoredLease = MeshActors.Kubernetes.Lease;

namespace MeshActors.Host.Clusters;

/// <summary>
/// Membership's leases as Lease objects of the system namespace. The API server gives what <see cref="ILeaseStore"/> asks
/// for: writes are conditional on the resource version, and a list without a version is a quorum read.
/// </summary>
internal sealed class KubernetesLeaseStore(IKubernetesClient client, string systemNamespace) : ILeaseStore
{
    private const string Label = "meshactors.io/membership";
    private const string Selector = Label + "=true";

    private static readonly ImmutableDictionary<string, string> Labels = ImmutableDictionary<string, string>.Empty.Add(Label, "true");

    public async Task<LeaseList> ListAsync(CancellationToken cancellationToken)
    {
        // One page: its version and its items are of the same moment.
        var list = await client.ListAsync(
            ResourceTypes.Leases, new ListOptions { Namespace = systemNamespace, LabelSelector = Selector }, cancellationToken).ConfigureAwait(false);
        return new([.. list.Items.Select(item => Read(item.As<StoredLease>()))], list.ResourceVersion);
    }

    public async IAsyncEnumerable<LeaseEvent> WatchAsync(string fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new WatchOptions { Namespace = systemNamespace, LabelSelector = Selector, ResourceVersion = fromVersion };
        await foreach (var change in client.WatchAsync(ResourceTypes.Leases, options, cancellationToken).ConfigureAwait(false))
        {
            if (change.Type != WatchEventType.Bookmark)
            {
                yield return new(Read(change.Object.As<StoredLease>()), change.Type == WatchEventType.Deleted);
            }
        }
    }

    public async Task<Lease> CreateAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            return Read(await client.CreateAsync(Write(lease), cancellationToken).ConfigureAwait(false));
        }
        catch (KubernetesException error) when (error.Status.Code == 409)
        {
            throw new LeaseConflictException(lease.Name, error.Message);
        }
    }

    public async Task<Lease> UpdateAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            return Read(await client.UpdateAsync(Write(lease), cancellationToken).ConfigureAwait(false));
        }
        catch (KubernetesException error) when (error.Status.Code is 404 or 409)
        {
            throw new LeaseConflictException(lease.Name, error.Message);
        }
    }

    public async Task DeleteAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            var condition = new DeleteOptions { ResourceVersion = lease.Version };
            await client.DeleteAsync(ResourceTypes.Leases, systemNamespace, lease.Name, condition, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesException error) when (error.Status.Code is 404 or 409)
        {
            throw new LeaseConflictException(lease.Name, error.Message);
        }
    }

    private static Lease Read(StoredLease stored) => new(
        stored.Metadata.Name,
        stored.Spec.HolderIdentity ?? "",
        TimeSpan.FromSeconds(stored.Spec.LeaseDurationSeconds ?? 0),
        stored.Spec.RenewTime ?? default,
        stored.Metadata.Annotations.ToImmutableSortedDictionary(StringComparer.Ordinal),
        stored.Metadata.ResourceVersion);

    private StoredLease Write(Lease lease) => new()
    {
        Metadata = new()
        {
            Namespace = systemNamespace,
            Name = lease.Name,
            Labels = Labels,
            Annotations = lease.Annotations,
            ResourceVersion = lease.Version,
        },
        Spec = new()
        {
            HolderIdentity = lease.Holder,
            LeaseDurationSeconds = (int)Math.Ceiling(lease.Duration.TotalSeconds),
            RenewTime = lease.RenewTime,
        },
    };
}
