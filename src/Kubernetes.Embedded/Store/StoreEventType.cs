namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>What a committed write did to its object.</summary>
public enum StoreEventType
{
    Added,
    Modified,
    Deleted,
}
