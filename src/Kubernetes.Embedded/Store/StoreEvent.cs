namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>One committed write. Every watcher of the resource shares the same instance and so the same bytes.</summary>
/// <param name="Object">The object after the write; for a deletion its last state, with the deletion's revision.</param>
/// <param name="Previous">The object before the write; null for an addition.</param>
public sealed record StoreEvent(StoreEventType Type, StoredObject Object, StoredObject? Previous)
{
    public long Revision => Object.Revision;
}
