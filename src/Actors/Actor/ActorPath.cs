namespace MeshActors.Actors.Actor;

/// <summary>
/// The place of an actor in its system's tree. <see cref="Uid"/> tells incarnations of the same path apart. Paths are
/// equal where system, address, names and incarnation are.
/// </summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private protected ActorPath(string name, long uid)
    {
        Name = name;
        Uid = uid;
    }

    /// <summary>The last element.</summary>
    public string Name { get; }

    /// <summary>The incarnation; 0 where it does not matter.</summary>
    public long Uid { get; }

    /// <summary>The path above; a root is its own parent.</summary>
    public abstract ActorPath Parent { get; }

    /// <summary>The path's first element: system and address.</summary>
    public abstract RootActorPath Root { get; }

    /// <summary>The path below the root, as in <c>/user/a/b</c>.</summary>
    public abstract string ToStringWithoutAddress();

    /// <summary>A path below this one, of any incarnation.</summary>
    public static ActorPath operator /(ActorPath path, string name) => path.Child(name, 0);

    /// <summary>Whether a name can be an element: not empty, no slash, not beginning with the dollar of generated names.</summary>
    public static bool IsValidPathElement(string name) =>
        name.Length > 0 && name[0] != '$' && !name.AsSpan().ContainsAny('/', '#', '\n');

    /// <inheritdoc/>
    public abstract bool Equals(ActorPath? other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Uid);

    /// <inheritdoc/>
    public int CompareTo(ActorPath? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byText = string.CompareOrdinal(ToString(), other.ToString());
        return byText != 0 ? byText : Uid.CompareTo(other.Uid);
    }

    internal ChildActorPath Child(string name, long uid) => new(this, name, uid);
}
