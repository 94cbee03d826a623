using System.Collections.Immutable;

namespace MeshActors.Actors.Membership;

/// <summary>A record in the lease store: a Kubernetes Lease, as far as membership needs it.</summary>
/// <param name="Name">Unique in the store.</param>
/// <param name="Holder">The id of the replica that holds it.</param>
/// <param name="Duration">How long after a renewal it stands.</param>
/// <param name="RenewTime">The holder's clock at the last renewal: for people to read, never compared.</param>
/// <param name="Annotations">What membership keeps in it.</param>
/// <param name="Version">The store's version of the record, for compare and swap. Empty before it was stored.</param>
public sealed record Lease(
    string Name,
    string Holder,
    TimeSpan Duration,
    DateTimeOffset RenewTime,
    ImmutableSortedDictionary<string, string> Annotations,
    string Version = "");
