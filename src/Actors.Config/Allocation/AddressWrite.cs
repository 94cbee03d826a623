namespace MeshActors.Actors.Config.Allocation;

/// <summary>What came of a write.</summary>
public enum AddressWrite
{
    Written,

    /// <summary>The entry is gone or says something else, which the view will tell.</summary>
    Outdated,

    /// <summary>This replica may not write now: its lease is not fresh, or the mesh has another owner.</summary>
    Refused,
}
