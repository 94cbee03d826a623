namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>A watch asked for a revision older than the history that is kept (410 Gone); list again.</summary>
public sealed class WatchExpiredException(long asked, long oldest) : Exception($"too old resource version: {asked} ({oldest})");
