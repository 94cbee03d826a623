using System.Collections.Immutable;

namespace MeshActors.Actors.Membership;

/// <summary>All leases at one moment, and the version from which a watch continues.</summary>
public sealed record LeaseList(ImmutableArray<Lease> Leases, string Version);
