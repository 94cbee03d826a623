namespace MeshActors.Kubernetes;

public enum ReflectorEventType
{
    /// <summary>The object is new or changed.</summary>
    Upserted,

    /// <summary>The object is gone. Where it vanished unseen, its last known header comes without JSON.</summary>
    Deleted,

    /// <summary>Everything up to the resource version has been told. Comes again after each further list.</summary>
    Synced,

    /// <summary>Nothing changed up to the resource version.</summary>
    Bookmark,

    /// <summary>The server does not serve the type (yet): the view is empty, and in sync. Comes once until it does.</summary>
    Missing,

    /// <summary>The server refused or cannot be reached; what was told still stands, and reading goes on later.</summary>
    Interrupted,
}
