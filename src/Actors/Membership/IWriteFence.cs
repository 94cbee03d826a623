namespace MeshActors.Actors.Membership;

/// <summary>Asked before every write to the world outside: is this replica the one that may, now?</summary>
public interface IWriteFence
{
    /// <summary>Whether a write could begin now. For a look only: a write goes through <see cref="TryBegin"/>.</summary>
    bool MayWrite { get; }

    /// <summary>
    /// Begins a write. Dispose of the permit when the write has ended. While it is held no other replica gets the right
    /// to write by hand-off, so the write must give itself a time limit: less than the difference of
    /// <see cref="MembershipSettings.LeaseDuration"/> and <see cref="MembershipSettings.WriteValidity"/>.
    /// </summary>
    bool TryBegin(out WritePermit permit);
}
