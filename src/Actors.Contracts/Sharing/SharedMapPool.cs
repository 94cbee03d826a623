namespace MeshActors.Actors.Contracts.Sharing;

/// <summary>What maps of one kind share: see <see cref="SharedMap{TValue}"/>.</summary>
/// <typeparam name="TValue">Compared by reference: values that should be shared must be one instance where they are equal.</typeparam>
public sealed class SharedMapPool<TValue>
    where TValue : class
{
    private readonly InstancePool<SharedBucket<TValue>> _buckets = new(SharedBucket<TValue>.ByContent);
    private readonly InstancePool<SharedMap<TValue>> _maps = new(SharedMap<TValue>.ByContent);

    public SharedMapPool()
    {
        Empty = new(this, [SharedBucket<TValue>.Empty], 0);
    }

    /// <summary>The map without names; where every other begins.</summary>
    public SharedMap<TValue> Empty { get; }

    internal SharedBucket<TValue> Intern(SharedBucket<TValue> bucket) =>
        bucket.Entries.Length == 0 ? SharedBucket<TValue>.Empty : _buckets.Intern(bucket);

    internal SharedMap<TValue> Intern(SharedMap<TValue> map) => map.Count == 0 ? Empty : _maps.Intern(map);
}
