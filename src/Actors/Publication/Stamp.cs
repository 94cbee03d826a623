namespace MeshActors.Actors.Publication;

/// <summary>How new a publication is.</summary>
/// <param name="View">The membership view that the publisher went by.</param>
/// <param name="Version">The version of the source that the content was made from. All publishers of a topic read the same source, so versions compare across them.</param>
public readonly record struct Stamp(long View, long Version)
{
    /// <summary>Before anything.</summary>
    public static Stamp None { get; } = new(0, -1);
}
