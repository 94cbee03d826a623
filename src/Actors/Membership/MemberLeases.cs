namespace MeshActors.Actors.Membership;

/// <summary>
/// The leases as last seen, each with the moment at which this replica first saw its present version. Only that moment
/// and the replica's own clock tell an expired lease: time stamps of others are never compared.
/// </summary>
internal sealed class MemberLeases(TimeProvider clock)
{
    private readonly Dictionary<string, (Lease Lease, long SeenAt)> _byName = [];

    public IEnumerable<Lease> All => _byName.Values.Select(e => e.Lease);

    public Lease? View { get; private set; }

    public Lease? Find(string name) => _byName.TryGetValue(name, out var entry) ? entry.Lease : null;

    /// <summary>Takes over a full list: what is not in it is gone.</summary>
    public void Replace(LeaseList list)
    {
        foreach (var gone in _byName.Keys.Except(list.Leases.Select(l => l.Name)).ToList())
        {
            _byName.Remove(gone);
        }

        View = null;
        foreach (var lease in list.Leases)
        {
            Put(lease);
        }
    }

    public void Put(Lease lease)
    {
        if (lease.Name == LeaseRecords.ViewName)
        {
            View = lease;
        }
        else if (LeaseRecords.IsMember(lease) && (!_byName.TryGetValue(lease.Name, out var known) || known.Lease.Version != lease.Version))
        {
            _byName[lease.Name] = (lease, clock.GetTimestamp());
        }
    }

    public void Remove(Lease lease)
    {
        if (lease.Name == LeaseRecords.ViewName)
        {
            View = null;
        }
        else
        {
            _byName.Remove(lease.Name);
        }
    }

    /// <summary>Leases that have not changed for their whole duration.</summary>
    public IReadOnlyList<Lease> Expired() =>
        [.. _byName.Values.Where(e => clock.GetElapsedTime(e.SeenAt) >= e.Lease.Duration).Select(e => e.Lease)];

    /// <summary>Whether the view names exactly the holders of leases.</summary>
    public bool Agree(MembershipView view) =>
        view.Members.Length == _byName.Count
        && All.All(l => LeaseRecords.Member(l) is var member && view.Find(member.Id) == member);

    /// <summary>Whether all members of the view but one have acknowledged exactly it.</summary>
    public bool AcknowledgedByOthers(MembershipView view, string selfId) => view.Members.All(m =>
        m.Id == selfId
        || (Find(LeaseRecords.MemberName(m.Id)) is { } lease
            && LeaseRecords.Member(lease).Incarnation == m.Incarnation
            && LeaseRecords.Acknowledged(lease) == view.Number));
}
