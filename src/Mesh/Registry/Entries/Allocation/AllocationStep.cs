using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>What came of changes.</summary>
/// <param name="Pending">Entries whose status does not say what it is to say, of those that were looked at.</param>
/// <param name="Lost">Hosts that get other addresses because theirs belong to somebody else.</param>
/// <param name="Unserved">Hosts for which a range has nothing left, each told once.</param>
public sealed record AllocationStep(
    IReadOnlyList<ObjectReference> Pending, IReadOnlyList<LostAddress> Lost, IReadOnlyList<UnservedHost> Unserved);

/// <summary>A host that must change its addresses.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Host">The host.</param>
/// <param name="Address">The address that is somebody else's.</param>
/// <param name="Owner">Whose it is.</param>
public sealed record LostAddress(ObjectReference Entry, string Host, string Address, ObjectReference Owner);

/// <summary>A host that gets no address of a range.</summary>
public sealed record UnservedHost(ObjectReference Entry, string Host, AddressRange Range);

/// <summary>What an entry's status is to say.</summary>
/// <param name="Entry">The entry as it was when this was decided.</param>
/// <param name="Addresses">Its addresses, in the order of its hosts.</param>
public sealed record AllocationDecision(Config<ServiceEntry> Entry, IReadOnlyList<ServiceEntryAddress> Addresses);
