using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>
/// Decides which addresses the ServiceEntries of a mesh get: one of each family for each host of an entry that has none of its
/// own. What an entry's status says stands. Where two entries have the same address, one that a user chose wins, and the older
/// one otherwise; the other's host gets new ones.
/// </summary>
/// <remarks>
/// Not for several threads. Only entries that changed, and those that they are at odds with, are looked at. The same entries
/// with the same statuses, told before one <see cref="Settle"/>, get the same addresses in whatever order they came.
/// </remarks>
public sealed class AddressAllocation(AddressRange ipv4, AddressRange ipv6)
{
    private readonly AddressPool[] _pools = [new(ipv4), new(ipv6)];
    private readonly AddressClaims _claims = new();
    private readonly Dictionary<ObjectReference, AllocatedEntry> _entries = [];
    private readonly HashSet<AllocatedEntry> _unserved = [];
    private readonly HashSet<AllocatedEntry> _changed = [];

    /// <summary>The entries that are known.</summary>
    public IReadOnlyCollection<ObjectReference> Entries => _entries.Keys;

    /// <summary>Takes an entry as it is now; the instance that is known already changes nothing.</summary>
    /// <param name="config">The entry.</param>
    /// <param name="isOurs">Whether this control plane writes to it; if not, what it has is kept from others.</param>
    public void Set(Config<ServiceEntry> config, bool isOurs = true)
    {
        var reference = new ObjectReference(ResourceKinds.ServiceEntry.Kind, config.Meta.Namespace, config.Meta.Name);
        if (!_entries.TryGetValue(reference, out var entry))
        {
            _entries[reference] = entry = new(reference);
        }
        else if (ReferenceEquals(entry.Config, config) && entry.IsOurs == isOurs)
        {
            return;
        }

        _changed.Add(entry);
        var before = entry.Claims();
        entry.Take(config, isOurs, IsAllocatable);
        Reclaim(entry, before);
        foreach (var address in entry.Claims())
        {
            _changed.UnionWith(_claims.OthersThan(entry, address));
        }
    }

    /// <summary>Forgets an entry that is no more.</summary>
    public void Remove(ObjectReference reference)
    {
        if (_entries.Remove(reference, out var entry))
        {
            var before = entry.Claims();
            entry.Clear();
            _changed.Remove(entry);
            _unserved.Remove(entry);
            Reclaim(entry, before);
        }
    }

    /// <summary>Decides for all that changed since the last time.</summary>
    public AllocationStep Settle()
    {
        List<ObjectReference> pending = [];
        List<LostAddress> lost = [];
        List<UnservedHost> unserved = [];
        while (_changed.Count > 0)
        {
            // The older first: a younger entry goes by what they keep.
            AllocatedEntry[] round = [.. _changed.Order()];
            _changed.Clear();
            foreach (var entry in round)
            {
                Decide(entry, lost, unserved);
                if (entry.IsPending)
                {
                    pending.Add(entry.Reference);
                }
            }
        }

        return new(pending, lost, unserved);
    }

    /// <summary>What is to be written to an entry's status; null where it says so, or the entry is gone or somebody else's.</summary>
    public AllocationDecision? DecisionFor(ObjectReference reference) =>
        _entries.TryGetValue(reference, out var entry) && entry.IsPending
            ? new(entry.Config!, [.. entry.Granted.Select(grant => new ServiceEntryAddress { Host = grant.Host, Value = AddressNumber.Text(grant.Address) })])
            : null;

    private void Decide(AllocatedEntry entry, List<LostAddress> lost, List<UnservedHost> unserved)
    {
        if (!entry.IsOurs || !AllocationRules.AppliesTo(entry.Config!))
        {
            Grant(entry, []);
            (entry.IsPending, entry.IsUnserved) = (entry.IsOurs && entry.Config!.Spec.AllocatedAddresses.Count > 0, false);
            _unserved.Remove(entry);
            return;
        }

        var (held, reserved) = (entry.Held.ToLookup(grant => grant.Host), entry.Granted.ToLookup(grant => grant.Host));
        var grants = new List<Grant>(entry.Held.Length);
        List<UnservedHost> without = [];
        var kept = 0;
        foreach (var host in AllocationRules.HostsOf(entry.Config!.Spec))
        {
            if (held.Contains(host) && !IsLost(entry, held[host], out _, out _))
            {
                grants.AddRange(held[host]);
                kept += held[host].Count();
            }
            else if (reserved.Contains(host) && !IsLost(entry, reserved[host], out _, out _))
            {
                grants.AddRange(reserved[host]);
            }
            else
            {
                if (IsLost(entry, held[host], out var address, out var owner))
                {
                    lost.Add(new(entry.Reference, host, AddressNumber.Text(address), owner!.Reference));
                }

                Allocate(entry, host, grants, without);
            }
        }

        entry.IsPending = kept != entry.Held.Length || kept != grants.Count;
        Grant(entry, [.. grants]);
        if (!entry.IsUnserved)
        {
            unserved.AddRange(without);
        }

        entry.IsUnserved = without.Count > 0;
        _ = without.Count > 0 ? _unserved.Add(entry) : _unserved.Remove(entry);
    }

    private void Allocate(AllocatedEntry entry, string host, List<Grant> grants, List<UnservedHost> without)
    {
        foreach (var pool in _pools)
        {
            if (pool.TryTake(_claims, out var address))
            {
                _claims.Add(entry, address);
                grants.Add(new(host, address));
            }
            else
            {
                without.Add(new(entry.Reference, host, pool.Range));
            }
        }
    }

    private bool IsLost(AllocatedEntry entry, IEnumerable<Grant> grants, out UInt128 address, out AllocatedEntry? owner)
    {
        foreach (var grant in grants)
        {
            owner = _claims.OthersThan(entry, grant.Address).FirstOrDefault(other => other.Beats(entry, grant.Address));
            if (owner is not null)
            {
                address = grant.Address;
                return true;
            }
        }

        (address, owner) = (UInt128.Zero, null);
        return false;
    }

    private void Grant(AllocatedEntry entry, Grant[] grants)
    {
        var before = entry.Claims();
        entry.Granted = grants;
        Reclaim(entry, before);
    }

    private void Reclaim(AllocatedEntry entry, HashSet<UInt128> before)
    {
        var after = entry.Claims();
        foreach (var address in after)
        {
            _claims.Add(entry, address);
        }

        var isReleased = false;
        foreach (var address in before)
        {
            if (!after.Contains(address) && _claims.Remove(entry, address))
            {
                isReleased = true;
                Array.ForEach(_pools, pool => pool.Release(address));
            }
        }

        if (isReleased)
        {
            _changed.UnionWith(_unserved);
        }
    }

    private bool IsAllocatable(UInt128 address) => Array.Exists(_pools, pool => pool.Range.Contains(address));
}
