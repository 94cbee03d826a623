namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>A write whose expectation of the stored object no longer holds; read again and retry.</summary>
public sealed class StoreConflictException(ResourceId resource, StoreKey key, StoredObject? current)
    : Exception($"{resource} {key} has changed since it was read.")
{
    /// <summary>What is stored now; null where the object does not exist.</summary>
    public StoredObject? Current { get; } = current;
}
