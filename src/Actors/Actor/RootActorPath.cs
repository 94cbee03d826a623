namespace MeshActors.Actors.Actor;

/// <summary>The top of a system's tree: its name and, for a system on another replica or one with a link, its address.</summary>
public sealed class RootActorPath : ActorPath
{
    internal RootActorPath(string system, string? address)
        : base("/", 0)
    {
        System = system;
        Address = address;
    }

    /// <summary>The name of the actor system.</summary>
    public string System { get; }

    /// <summary>The member's id where the system is one of several; null where it stands alone.</summary>
    public string? Address { get; }

    /// <inheritdoc/>
    public override ActorPath Parent => this;

    /// <inheritdoc/>
    public override RootActorPath Root => this;

    /// <inheritdoc/>
    public override string ToStringWithoutAddress() => "/";

    /// <inheritdoc/>
    public override bool Equals(ActorPath? other) =>
        ReferenceEquals(this, other) || (other is RootActorPath root && root.System == System && root.Address == Address);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(System, Address);

    /// <inheritdoc/>
    public override string ToString() => Address is null ? $"akka://{System}" : $"akka://{System}@{Address}";
}
