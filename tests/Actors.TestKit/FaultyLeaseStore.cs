using System.Runtime.CompilerServices;
using MeshActors.Actors.Membership;

namespace MeshActors.Actors.TestKit;

/// <summary>A replica's way to the lease store, which a test can cut, or make lose answers.</summary>
public sealed class FaultyLeaseStore(ILeaseStore store) : ILeaseStore
{
    private CancellationTokenSource _connected = new();
    private volatile bool _isReachable = true;
    private volatile bool _losesAnswers;

    /// <summary>Whether writes take place although their answers are lost.</summary>
    public bool LosesAnswers
    {
        get => _losesAnswers;
        set => _losesAnswers = value;
    }

    /// <summary>Whether the store answers at all. Cutting it ends the watches.</summary>
    public bool IsReachable
    {
        get => _isReachable;
        set
        {
            _isReachable = value;
            if (!value)
            {
                OffContext.Run(Interlocked.Exchange(ref _connected, new CancellationTokenSource()).Cancel);
            }
        }
    }

    /// <inheritdoc/>
    public Task<LeaseList> ListAsync(CancellationToken cancellationToken) => Reach(() => store.ListAsync(cancellationToken), false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LeaseEvent> WatchAsync(string fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _connected.Token);
        await foreach (var change in store.WatchAsync(fromVersion, either.Token).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    /// <inheritdoc/>
    public Task<Lease> CreateAsync(Lease lease, CancellationToken cancellationToken) => Reach(() => store.CreateAsync(lease, cancellationToken), true);

    /// <inheritdoc/>
    public Task<Lease> UpdateAsync(Lease lease, CancellationToken cancellationToken) => Reach(() => store.UpdateAsync(lease, cancellationToken), true);

    /// <inheritdoc/>
    public Task DeleteAsync(Lease lease, CancellationToken cancellationToken) => Reach(
        async () =>
        {
            await store.DeleteAsync(lease, cancellationToken).ConfigureAwait(false);
            return lease;
        },
        true);

    private async Task<T> Reach<T>(Func<Task<T>> operation, bool writes)
    {
        Check();
        var answer = await operation().ConfigureAwait(false);
        return writes && _losesAnswers ? throw new IOException("The answer of the lease store was lost.") : answer;
    }

    private void Check()
    {
        if (!_isReachable)
        {
            throw new IOException("The lease store cannot be reached.");
        }
    }
}
