using MeshActors.Actors.Actor;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Membership;

/// <summary>
/// Keeps one replica in the membership and knows who else is.
/// <para>
/// Every replica holds a lease of its own and renews it. One more record in the store holds the view: its number and
/// members. Whoever sees that the holders of leases are not the members of the view writes the next view, by compare
/// and swap, after a consistent list; of several only one succeeds. So views are numbered without gaps by the store
/// itself, and all replicas see the same ones, though by a watch they may miss some.
/// </para>
/// <para>
/// A lease that did not change for its whole duration, by this replica's clock, is deleted with its version as
/// precondition. A holder that renewed in the meantime survives, for the precondition fails; a holder whose lease is
/// gone can no longer renew, and its fence has been shut for a while by then (<see cref="RenewalFence"/>). It joins
/// again as a new incarnation, with no rights from before. How rights to write move between living replicas is told at
/// <see cref="WriteAuthority"/>.
/// </para>
/// <para>
/// While the store is away nothing changes: no renewal, hence after a while no writes; no eviction and no new view,
/// hence everyone goes on reading and serving as before.
/// </para>
/// </summary>
internal sealed partial class MembershipActor : ReceiveActor, IWithTimers
{
    private readonly Cluster _cluster;
    private readonly ILeaseStore _store;
    private readonly MembershipSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly MemberLeases _leases;
    private CancellationTokenSource? _watch;
    private Lease? _own;
    private long _acknowledged;
    private long _listedAt;
    private int _watchNumber;
    private bool _joined;

    public MembershipActor(Cluster cluster, ILeaseStore store, MembershipSettings settings)
    {
        _cluster = cluster;
        _store = store;
        _settings = settings;
        _clock = Context.System.TimeProvider;
        _log = Context.GetLogger();
        _leases = new MemberLeases(_clock);

        ReceiveAsync<Tick>(_ => OnTick());
        ReceiveAsync<WatchEvent>(OnWatchEvent);
        Receive<WatchEnded>(e => e.Number == _watchNumber, _ => StopWatch());
        Receive<WatchEnded>(_ => { });
        ReceiveAsync<Drained>(d => d.View == _cluster.View.Number, d => Acknowledge(d.View));
        Receive<Drained>(_ => { });
        ReceiveAsync<Leave>(_ => OnLeave());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private WriteAuthority Authority => _cluster.Authority;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _settings.RenewInterval);
        Self.Tell(Tick.Instance);
    }

    protected override void PostStop() => StopWatch();

    private async Task OnTick()
    {
        await Renew();
        if (_watch is null || _clock.GetElapsedTime(_listedAt) >= _settings.RelistInterval)
        {
            await List();
        }

        await EvictExpired();
        await ProposeView();
        Settle();
    }

    private async Task OnWatchEvent(WatchEvent change)
    {
        if (change.Number != _watchNumber)
        {
            return;
        }

        if (change.Event.Deleted)
        {
            _leases.Remove(change.Event.Lease);
        }
        else
        {
            _leases.Put(change.Event.Lease);
        }

        await Observe();
        await ProposeView();
        Settle();
    }

    private async Task Renew()
    {
        var sentAt = _clock.GetTimestamp();
        var lease = LeaseRecords.ForMember(_cluster.SelfMember, _acknowledged, _settings.LeaseDuration, _clock.GetUtcNow(), _own?.Version ?? "");
        try
        {
            _own = _own is null ? await Call(t => _store.CreateAsync(lease, t)) : await Call(t => _store.UpdateAsync(lease, t));
            _joined = true;
            _leases.Put(_own);
            _cluster.Fence.Renewed(sentAt);
        }
        catch (LeaseConflictException conflict)
        {
            Log.RenewalConflict(_log, conflict.Message);
            await List();
        }
        catch (Exception cause)
        {
            Log.StoreFailed(_log, cause, "renewing the lease");
        }
    }

    private async Task<bool> List()
    {
        try
        {
            var list = await Call(_store.ListAsync);
            _leases.Replace(list);
            _listedAt = _clock.GetTimestamp();
            if (_watch is null)
            {
                StartWatch(list.Version);
            }
        }
        catch (Exception cause)
        {
            Log.StoreFailed(_log, cause, "listing leases");
            return false;
        }

        FindOwnLease();
        await Observe();
        return true;
    }

    /// <summary>After a consistent list: a renewal whose answer was lost is taken up, a lost lease means a new life.</summary>
    private void FindOwnLease()
    {
        var self = _cluster.SelfMember;
        var stored = _leases.Find(LeaseRecords.MemberName(self.Id));
        if (stored is not null && LeaseRecords.Member(stored).Incarnation == self.Incarnation)
        {
            _own = stored;
            _joined = true;
        }
        else if (_joined && stored is null)
        {
            Log.Evicted(_log, self.Id);
            _own = null;
            _joined = false;
            _acknowledged = 0;
            Authority.Reset(self.Incarnation + 1);
        }
    }

    private async Task EvictExpired()
    {
        if (_leases.Expired().All(IsOwn) || !await List())
        {
            return;
        }

        foreach (var lease in _leases.Expired().Where(l => !IsOwn(l)))
        {
            try
            {
                Log.Evicting(_log, lease.Holder, lease.Duration);
                await Call(async t =>
                {
                    await _store.DeleteAsync(lease, t);
                    return lease;
                });
                _leases.Remove(lease);
            }
            catch (LeaseConflictException)
            {
                Log.RenewedInTime(_log, lease.Holder);
            }
            catch (Exception cause)
            {
                Log.StoreFailed(_log, cause, $"deleting the lease of {lease.Holder}");
            }
        }
    }

    private async Task ProposeView()
    {
        // Only a holder of a lease speaks, and only after a list: what the watch has shown may be old.
        if (_own is null || _leases.Agree(_cluster.View) || !await List() || _own is null || _leases.Agree(_cluster.View))
        {
            return;
        }

        var stored = _leases.View is { } record ? LeaseRecords.View(record).Number : 0;
        var next = new MembershipView(Math.Max(stored, _cluster.View.Number) + 1, _leases.All.Select(LeaseRecords.Member));
        var lease = LeaseRecords.ForView(next, _cluster.SelfMember.Id, _settings.LeaseDuration, _clock.GetUtcNow(), _leases.View?.Version ?? "");
        try
        {
            _leases.Put(_leases.View is null ? await Call(t => _store.CreateAsync(lease, t)) : await Call(t => _store.UpdateAsync(lease, t)));
        }
        catch (LeaseConflictException)
        {
            // Another replica was faster; what it wrote is taken up now.
            await List();
            return;
        }
        catch (Exception cause)
        {
            Log.StoreFailed(_log, cause, "writing the view");
            return;
        }

        await Observe();
    }

    private Task Observe()
    {
        if (_leases.View is not { } record || LeaseRecords.View(record) is not { } view || view.Number <= _cluster.View.Number)
        {
            return Task.CompletedTask;
        }

        Log.NewView(_log, view);
        _cluster.BeforeView?.Invoke(view);
        var drained = Authority.Advance(view);
        _cluster.Publish(view);
        if (drained.IsCompleted)
        {
            return Acknowledge(view.Number);
        }

        _ = drained.PipeTo(Self, success: () => new Drained(view.Number));
        return Task.CompletedTask;
    }

    private async Task Acknowledge(long view)
    {
        _acknowledged = view;
        if (_own is not null && _cluster.View.Find(_cluster.SelfMember.Id) is not null)
        {
            await Renew();
        }
    }

    private void Settle()
    {
        if (!Authority.IsSettled && _acknowledged == _cluster.View.Number && _leases.AcknowledgedByOthers(_cluster.View, _cluster.SelfMember.Id))
        {
            Authority.Settle(_cluster.View.Number);
        }
    }

    private async Task OnLeave()
    {
        Timers.CancelAll();
        StopWatch();
        await Authority.Reset(_cluster.SelfMember.Incarnation + 1);
        for (var attempt = 0; attempt < 3 && _own is not null; attempt++)
        {
            try
            {
                var own = _own;
                await Call(async t =>
                {
                    await _store.DeleteAsync(own, t);
                    return own;
                });
                _own = null;
            }
            catch (LeaseConflictException)
            {
                var list = await Call(_store.ListAsync);
                _own = list.Leases.FirstOrDefault(l => l.Name == _own!.Name);
            }
            catch (Exception cause)
            {
                Log.StoreFailed(_log, cause, "giving up the lease, which will expire");
                break;
            }
        }

        Sender.Tell(Done.Instance);
        Context.Stop(Self);
    }

    private bool IsOwn(Lease lease) => lease.Holder == _cluster.SelfMember.Id;

    private Task<T> Call<T>(Func<CancellationToken, Task<T>> operation) => StoreCall.WithTimeout(operation, _settings.StoreTimeout, _clock);

    private void StartWatch(string version)
    {
        _watch = new CancellationTokenSource();
        var self = Self;
        var number = ++_watchNumber;
        _ = StoreCall.Watch(_store, version, change => self.Tell(new WatchEvent(number, change), null), _watch.Token)
            .PipeTo(self, success: () => new WatchEnded(number), failure: _ => new WatchEnded(number));
    }

    // The next tick lists and watches again.
    private void StopWatch()
    {
        _watch?.Cancel();
        _watch?.Dispose();
        _watch = null;
        _watchNumber++;
    }

    internal sealed record Leave
    {
        public static Leave Instance { get; } = new();
    }

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }

    private sealed record WatchEvent(int Number, LeaseEvent Event);

    private sealed record WatchEnded(int Number);

    private sealed record Drained(long View);
}
