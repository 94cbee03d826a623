using System.Collections.Immutable;

namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>Everything stored at one revision: a consistent, immutable picture that readers use without any lock.</summary>
public sealed record StoreState(long Revision, ImmutableDictionary<ResourceId, ImmutableSortedDictionary<StoreKey, StoredObject>> Tables)
{
    internal static readonly StoreState Empty = new(1, ImmutableDictionary<ResourceId, ImmutableSortedDictionary<StoreKey, StoredObject>>.Empty);

    /// <summary>The objects of a resource, ordered by namespace and name.</summary>
    public ImmutableSortedDictionary<StoreKey, StoredObject> Table(ResourceId resource)
        => Tables.GetValueOrDefault(resource, ImmutableSortedDictionary<StoreKey, StoredObject>.Empty);

    public StoredObject? Find(ResourceId resource, StoreKey key) => Table(resource).GetValueOrDefault(key);

    /// <summary>The objects of one namespace, or of all where <paramref name="ns"/> is null or empty.</summary>
    public IEnumerable<StoredObject> List(ResourceId resource, string? ns = null)
    {
        var table = Table(resource);
        return string.IsNullOrEmpty(ns) ? table.Values : table.Values.Where(o => o.Key.Namespace == ns);
    }

    internal StoreState With(StoreEvent change)
    {
        var table = Table(change.Object.Resource);
        table = change.Type == StoreEventType.Deleted ? table.Remove(change.Object.Key) : table.SetItem(change.Object.Key, change.Object);
        return new StoreState(change.Revision, Tables.SetItem(change.Object.Resource, table));
    }
}
