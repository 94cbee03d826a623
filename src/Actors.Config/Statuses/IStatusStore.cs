using MeshActors.Actors.Contracts.Objects;

namespace MeshActors.Actors.Config.Statuses;

/// <summary>Where statuses are written: an API server, guarded by the fence of the namespace's owner.</summary>
public interface IStatusStore
{
    /// <summary>
    /// Applies a JSON merge patch to the status of an object of the config cluster. Does nothing where this replica may not
    /// write for the namespace now, or where the object is gone or has changed since.
    /// </summary>
    Task PatchAsync(WatchedObject item, ReadOnlyMemory<byte> patch, CancellationToken cancellationToken);
}
