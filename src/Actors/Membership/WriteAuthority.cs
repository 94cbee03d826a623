using System.Collections.Immutable;

namespace MeshActors.Actors.Membership;

/// <summary>
/// Which shards this replica may write for. Never two replicas at once may write for the same shard, although there is
/// no coordinator. Three rules do it:
/// <list type="number">
/// <item>Time: a replica writes only while its lease is fresh (<see cref="RenewalFence"/>), so one that was evicted has
/// stopped before the view without it exists.</item>
/// <item>Acknowledgement: on a new view a replica first stops what it lost and then says so, by putting the view's
/// number into its lease. A view is <em>settled</em> for a replica once the leases of all other members show exactly
/// that number. What a replica gained it may write only in a settled view.</item>
/// <item>Retention: what it had in the last view that was settled, and kept in every view it saw since, it may go on
/// writing. Views it skipped do not matter: it never acknowledged them, so they were settled for nobody.</item>
/// </list>
/// Say A writes for a shard in view 5 and view 6 gives it to B. B waits for A's acknowledgement of 6, which A gives
/// after its last write has ended. If view 7 gives the shard back before B saw 6 settled, then either A acknowledged 6
/// and must wait for B's acknowledgement of 7, or it did not and B never may.
/// <para>The chain below holds the last settled view and those seen since; it is replaced as a whole, so any thread may ask.</para>
/// </summary>
internal sealed class WriteAuthority(RenewalFence fence, string selfId)
{
    private readonly Lock _gate = new();
    private Task _draining = Task.CompletedTask;
    private volatile State _state = new([], MembershipView.None, 1, new WriteEpoch());

    public MembershipView View => _state.View;

    public int Incarnation => _state.Incarnation;

    public bool IsSettled => _state is { Chain.Length: > 0 } state && ReferenceEquals(state.Chain[^1], state.View) && state.Chain.Length == 1;

    /// <summary>Takes a newer view. The task completes when all writes that began before it have ended.</summary>
    public Task Advance(MembershipView view)
    {
        lock (_gate)
        {
            var old = _state;
            _state = old with
            {
                View = view,
                Chain = old.Chain.IsEmpty ? old.Chain : old.Chain.Add(view),
                Epoch = new WriteEpoch(),
            };
            return Drain(old.Epoch);
        }
    }

    /// <summary>All other members have acknowledged the view at hand.</summary>
    public void Settle(long number)
    {
        lock (_gate)
        {
            if (_state.View.Number == number)
            {
                _state = _state with { Chain = [_state.View] };
            }
        }
    }

    /// <summary>The lease was lost: all rights are, until a view of the new incarnation is settled.</summary>
    public Task Reset(int incarnation)
    {
        lock (_gate)
        {
            fence.Close();
            var old = _state;
            _state = old with { Chain = [], Incarnation = incarnation, Epoch = new WriteEpoch() };
            return Drain(old.Epoch);
        }
    }

    public bool MayWrite(string shardKey) => Allows(_state, shardKey);

    public bool TryBegin(string shardKey, out WritePermit permit)
    {
        // Under the gate, so that a new view cannot slip between the question and the count.
        lock (_gate)
        {
            var state = _state;
            if (!Allows(state, shardKey))
            {
                permit = default;
                return false;
            }

            state.Epoch.Begin();
            permit = new WritePermit(state.Epoch);
            return true;
        }
    }

    // Of all epochs so far: a write may outlast more than one view.
    private Task Drain(WriteEpoch epoch)
    {
        epoch.Close();
        _draining = _draining.IsCompleted ? epoch.Drained : Task.WhenAll(_draining, epoch.Drained);
        return _draining;
    }

    private bool Allows(State state, string shardKey)
    {
        if (state.Chain.IsEmpty || !fence.IsOpen)
        {
            return false;
        }

        foreach (var view in state.Chain)
        {
            var owner = Rendezvous.Owner(shardKey, view.Members);
            if (owner is null || owner.Id != selfId || owner.Incarnation != state.Incarnation)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record State(ImmutableArray<MembershipView> Chain, MembershipView View, int Incarnation, WriteEpoch Epoch);
}
