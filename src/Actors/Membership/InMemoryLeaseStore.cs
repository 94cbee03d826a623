using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace MeshActors.Actors.Membership;

/// <summary>A lease store for a replica that stands alone, and for tests of several in one process.</summary>
public sealed class InMemoryLeaseStore : ILeaseStore
{
    // Enough for a watch that begins after its list; one that comes later lists again.
    private const int KeptHistory = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lease> _leases = [];
    private readonly List<Channel<LeaseEvent>> _watches = [];
    private readonly Queue<(long Version, LeaseEvent Event)> _history = [];
    private long _version;

    /// <inheritdoc/>
    public Task<LeaseList> ListAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(new LeaseList([.. _leases.Values.OrderBy(l => l.Name, StringComparer.Ordinal)], Text(_version)));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LeaseEvent> WatchAsync(string fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<LeaseEvent>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
        lock (_gate)
        {
            var from = long.Parse(fromVersion, CultureInfo.InvariantCulture);
            if (_version - from > _history.Count)
            {
                throw new InvalidOperationException($"Version {fromVersion} is too old to be watched from.");
            }

            foreach (var (_, past) in _history.Where(h => h.Version > from))
            {
                channel.Writer.TryWrite(past);
            }

            _watches.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watches.Remove(channel);
            }
        }
    }

    /// <inheritdoc/>
    public Task<Lease> CreateAsync(Lease lease, CancellationToken cancellationToken) => Write(lease.Name, existing =>
        existing is null ? lease : throw new LeaseConflictException(lease.Name, "exists already"));

    /// <inheritdoc/>
    public Task<Lease> UpdateAsync(Lease lease, CancellationToken cancellationToken) => Write(lease.Name, existing =>
    {
        Check(lease, existing);
        return lease;
    });

    /// <inheritdoc/>
    public Task DeleteAsync(Lease lease, CancellationToken cancellationToken) => Write(lease.Name, existing =>
    {
        Check(lease, existing);
        return null;
    });

    private static void Check(Lease lease, Lease? existing)
    {
        if (existing is null)
        {
            throw new LeaseConflictException(lease.Name, "is gone");
        }

        if (existing.Version != lease.Version)
        {
            throw new LeaseConflictException(lease.Name, $"has version {existing.Version}, not {lease.Version}");
        }
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private Task<Lease> Write(string name, Func<Lease?, Lease?> change)
    {
        LeaseEvent happened;
        Channel<LeaseEvent>[] watches;
        lock (_gate)
        {
            var existing = _leases.GetValueOrDefault(name);
            Lease? next;
            try
            {
                next = change(existing);
            }
            catch (LeaseConflictException conflict)
            {
                return Task.FromException<Lease>(conflict);
            }

            _version++;
            if (next is null)
            {
                _leases.Remove(name);
                happened = new LeaseEvent(existing! with { Version = Text(_version) }, Deleted: true);
            }
            else
            {
                _leases[name] = next = next with { Version = Text(_version) };
                happened = new LeaseEvent(next, Deleted: false);
            }

            _history.Enqueue((_version, happened));
            if (_history.Count > KeptHistory)
            {
                _history.Dequeue();
            }

            watches = [.. _watches];

            // Under the gate, for every watch must see the changes in their order.
            foreach (var watch in watches)
            {
                watch.Writer.TryWrite(happened);
            }
        }

        return Task.FromResult(happened.Lease);
    }
}
