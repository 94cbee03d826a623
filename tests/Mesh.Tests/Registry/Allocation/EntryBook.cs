using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Entries.Allocation;

namespace MeshActors.Mesh.Tests.Registry.Allocation;

/// <summary>The ServiceEntries of an API server, and the allocation that follows them.</summary>
internal sealed class EntryBook(string ipv4 = "240.240.0.0/16", string ipv6 = "2001:2::/48")
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, Config<ServiceEntry>> _entries = new(StringComparer.Ordinal);

    public AddressAllocation Allocation { get; private set; } = new(Range(ipv4), Range(ipv6));

    public IEnumerable<Config<ServiceEntry>> Entries => _entries.Values;

    public Config<ServiceEntry> this[string name] => _entries[name];

    public static AddressRange Range(string text) => AddressRange.TryParse(text, out var range) ? range : throw new FormatException(text);

    /// <summary>Makes an entry; later ones of the same age are younger.</summary>
    public static Config<ServiceEntry> Entry(string name, int age, params string[] hosts) => new()
    {
        Meta = new() { Name = name, Namespace = "default", Uid = name, CreationTimestamp = Start.AddMinutes(-age) },
        Spec = new() { Hosts = hosts, Resolution = ServiceEntryResolution.Dns },
    };

    public void Put(Config<ServiceEntry> entry, bool isOurs = true)
    {
        _entries[entry.Meta.Name] = entry;
        Allocation.Set(entry, isOurs);
    }

    public void Change(string name, Func<ServiceEntry, ServiceEntry> change) => Put(_entries[name] with { Spec = change(_entries[name].Spec) });

    public void Delete(string name)
    {
        _entries.Remove(name);
        Allocation.Remove(Reference(name));
    }

    /// <summary>Says what an entry's status holds, as if somebody else had written it.</summary>
    public void Hold(string name, string host, params string[] addresses) =>
        Change(name, spec => spec with { AllocatedAddresses = [.. addresses.Select(address => new ServiceEntryAddress { Host = host, Value = address })] });

    /// <summary>Lets the allocation decide, and writes everything until it has nothing to add.</summary>
    public AllocationStep Settle()
    {
        var first = Allocation.Settle();
        for (var step = first; step.Pending.Count > 0; step = Allocation.Settle())
        {
            foreach (var decision in step.Pending.Select(Allocation.DecisionFor).OfType<AllocationDecision>())
            {
                Change(decision.Entry.Meta.Name, spec => spec with { AllocatedAddresses = decision.Addresses });
            }
        }

        return first;
    }

    /// <summary>Begins anew, as a replica does that takes over, with the entries in some order.</summary>
    /// <returns>what it would write</returns>
    public IReadOnlyList<ObjectReference> Restart(Random order)
    {
        Allocation = new(Range(ipv4), Range(ipv6));
        var entries = _entries.Values.ToArray();
        order.Shuffle(entries);
        foreach (var entry in entries)
        {
            Allocation.Set(entry);
        }

        return Allocation.Settle().Pending;
    }

    /// <summary>An entry's addresses as <c>host=address</c>.</summary>
    public IReadOnlyList<string> Of(string name) => [.. _entries[name].Spec.AllocatedAddresses.Select(allocated => $"{allocated.Host}={allocated.Value}")];

    public static ObjectReference Reference(string name) => new(ResourceKinds.ServiceEntry.Kind, "default", name);
}
