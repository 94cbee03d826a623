using MeshActors.Actors.Actor;
using MeshActors.Actors.Sharding;

namespace MeshActors.Host.Clusters;

/// <summary>Lets a replica write to the config cluster about entities of one region, each while it owns the entity.</summary>
/// <param name="system">The replica's actors.</param>
/// <param name="region">The region's type.</param>
internal sealed class FencedWrites(ActorSystem system, string region)
{
    /// <summary>Below what the fence leaves for a write under way: see <see cref="Actors.Membership.IWriteFence.TryBegin"/>.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Writes; false, with nothing written, where this replica may not.</summary>
    /// <param name="entityId">The entity that the write belongs to.</param>
    /// <param name="what">What is written, for whoever reads of its failure.</param>
    /// <param name="write">Does it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="TimeoutException">The API server took too long; it may yet have written.</exception>
    public async Task<bool> TryAsync(string entityId, string what, Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (!ClusterSharding.Get(system).WriteFence(region, entityId).TryBegin(out var permit))
        {
            return false;
        }

        using (permit)
        {
            using var limit = new CancellationTokenSource(Limit, system.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await write(either.Token).ConfigureAwait(false);
                return true;
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"the API server did not take {what} within {Limit}");
            }
        }
    }
}
