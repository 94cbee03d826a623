namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>Which entries have, are to have, or were given by their users, an address. Nearly always there is one.</summary>
internal sealed class AddressClaims
{
    private readonly Dictionary<UInt128, AllocatedEntry> _first = [];
    private readonly Dictionary<UInt128, List<AllocatedEntry>> _others = [];

    public bool IsClaimed(UInt128 address) => _first.ContainsKey(address);

    /// <summary>Everyone but one.</summary>
    public IEnumerable<AllocatedEntry> OthersThan(AllocatedEntry entry, UInt128 address)
    {
        if (_first.TryGetValue(address, out var first) && first != entry)
        {
            yield return first;
        }

        foreach (var other in _others.GetValueOrDefault(address) ?? [])
        {
            if (other != entry)
            {
                yield return other;
            }
        }
    }

    public void Add(AllocatedEntry entry, UInt128 address)
    {
        if (_first.TryAdd(address, entry) || _first[address] == entry)
        {
            return;
        }

        if (!_others.TryGetValue(address, out var others))
        {
            _others[address] = others = [];
        }

        if (!others.Contains(entry))
        {
            others.Add(entry);
        }
    }

    /// <returns>whether nobody claims it any more</returns>
    public bool Remove(AllocatedEntry entry, UInt128 address)
    {
        var others = _others.GetValueOrDefault(address);
        if (_first.GetValueOrDefault(address) != entry)
        {
            others?.Remove(entry);
        }
        else if (others is null)
        {
            return _first.Remove(address);
        }
        else
        {
            _first[address] = others[^1];
            others.RemoveAt(others.Count - 1);
        }

        if (others is { Count: 0 })
        {
            _others.Remove(address);
        }

        return false;
    }
}
