namespace MeshActors.Actors.Actor;

/// <summary>Any path below the root.</summary>
public sealed class ChildActorPath : ActorPath
{
    internal ChildActorPath(ActorPath parent, string name, long uid)
        : base(name, uid)
    {
        Parent = parent;
    }

    /// <inheritdoc/>
    public override ActorPath Parent { get; }

    /// <inheritdoc/>
    public override RootActorPath Root => Parent.Root;

    /// <inheritdoc/>
    public override string ToStringWithoutAddress() =>
        Parent is RootActorPath ? "/" + Name : Parent.ToStringWithoutAddress() + "/" + Name;

    /// <inheritdoc/>
    public override bool Equals(ActorPath? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is ChildActorPath path && path.Uid == Uid && path.Name == Name && SameNames(path.Parent, Parent);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Uid);

    /// <inheritdoc/>
    public override string ToString() => Root + ToStringWithoutAddress();

    // The incarnation of the last element decides; those above it need not be known to a remote system.
    private static bool SameNames(ActorPath left, ActorPath right)
    {
        while (!ReferenceEquals(left, right))
        {
            if (left is RootActorPath || right is RootActorPath)
            {
                return left.Equals(right);
            }

            if (left.Name != right.Name)
            {
                return false;
            }

            left = left.Parent;
            right = right.Parent;
        }

        return true;
    }
}
