namespace MeshActors.Kubernetes;

public enum WatchEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Everything up to this version has been sent.</summary>
    Bookmark,
}
