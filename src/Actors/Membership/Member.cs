namespace MeshActors.Actors.Membership;

/// <summary>One replica.</summary>
/// <param name="Id">Unique to a run of a process: a replica that is started again has another. Also its address in actor paths.</param>
/// <param name="Address">Where its replica link listens, as the transport understands it.</param>
/// <param name="Incarnation">Grows when a running replica was evicted and joins again.</param>
public sealed record Member(string Id, string Address, int Incarnation = 1);
