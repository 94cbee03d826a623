using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>An entry with what it has and what it is to have.</summary>
internal sealed class AllocatedEntry(ObjectReference reference) : IComparable<AllocatedEntry>
{
    public ObjectReference Reference { get; } = reference;

    public Config<ServiceEntry>? Config { get; private set; }

    /// <summary>Whether this control plane writes to it.</summary>
    public bool IsOurs { get; private set; }

    /// <summary>What its status says.</summary>
    public Grant[] Held { get; private set; } = [];

    /// <summary>What its status is to say. Stands until the entry changes its mind, however long the write takes.</summary>
    public Grant[] Granted { get; set; } = [];

    /// <summary>Addresses that its user chose out of the ranges. They beat what was allocated to anybody.</summary>
    public UInt128[] Chosen { get; private set; } = [];

    /// <summary>Whether the status does not say what it is to say.</summary>
    public bool IsPending { get; set; }

    /// <summary>Whether a range had nothing left for a host.</summary>
    public bool IsUnserved { get; set; }

    /// <summary>Takes the object as it is now.</summary>
    /// <param name="config">The object.</param>
    /// <param name="isOurs">Whether this control plane writes to it.</param>
    /// <param name="isAllocatable">Whether an address is out of the ranges.</param>
    public void Take(Config<ServiceEntry> config, bool isOurs, Func<UInt128, bool> isAllocatable)
    {
        if (Config is not null && Config.Meta.Uid != config.Meta.Uid)
        {
            // Another object of the same name inherits nothing.
            (Granted, IsUnserved) = ([], false);
        }

        (Config, IsOurs) = (config, isOurs);
        var held = new List<Grant>(config.Spec.AllocatedAddresses.Count);
        foreach (var allocated in config.Spec.AllocatedAddresses)
        {
            if (AddressNumber.TryParse(allocated.Value, out var address))
            {
                held.Add(new(allocated.Host, address));
            }
        }

        var chosen = new List<UInt128>();
        foreach (var text in config.Spec.Addresses)
        {
            if (AddressNumber.TryParse(text, out var address) && isAllocatable(address))
            {
                chosen.Add(address);
            }
        }

        (Held, Chosen) = ([.. held], [.. chosen]);
    }

    /// <summary>Leaves nothing of the object.</summary>
    public void Clear() => (Config, Held, Granted, Chosen, IsPending, IsUnserved) = (null, [], [], [], false, false);

    /// <summary>Every address that it has, is to have, or was given.</summary>
    public HashSet<UInt128> Claims() => [.. Held.Select(grant => grant.Address), .. Granted.Select(grant => grant.Address), .. Chosen];

    /// <summary>Whether another entry must do without an address that this one claims: users come first, then the older entry.</summary>
    public bool Beats(AllocatedEntry other, UInt128 address) =>
        Chosen.Contains(address)
        || (CompareTo(other) < 0 && (IsOurs ? Granted : Held).Any(grant => grant.Address == address));

    /// <summary>The older first.</summary>
    public int CompareTo(AllocatedEntry? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byAge = Nullable.Compare(Config?.Meta.CreationTimestamp, other.Config?.Meta.CreationTimestamp);
        var byNamespace = byAge != 0 ? byAge : string.CompareOrdinal(Reference.Namespace, other.Reference.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Reference.Name, other.Reference.Name);
    }
}
