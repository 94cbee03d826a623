namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>The store's bounds.</summary>
public sealed record StoreOptions
{
    /// <summary>The folder that keeps the journal and snapshot; null keeps everything in memory only.</summary>
    public string? DataFolder { get; init; }

    /// <summary>How many past events of each resource a watch may start from.</summary>
    public int HistoryPerResource { get; init; } = 2048;

    /// <summary>How many bytes of objects the history of each resource may hold on to.</summary>
    public long HistoryBytesPerResource { get; init; } = 32 << 20;

    /// <summary>How many events may wait for a slow watcher before its watch ends.</summary>
    public int WatcherQueue { get; init; } = 1024;

    /// <summary>Wait for the disk on every group of commits. Without it a crash of the machine, not of the process, may lose the last writes.</summary>
    public bool FlushToDisk { get; init; }
}
