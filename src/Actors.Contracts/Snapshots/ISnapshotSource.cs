using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Contracts.Snapshots;

/// <summary>The JSON that a snapshot's objects were parsed from: what travels to other replicas. Immutable.</summary>
public interface ISnapshotSource
{
    /// <summary>An object's JSON, or null where the snapshot has no such object.</summary>
    ReadOnlyMemory<byte>? Find(ResourceKind kind, string name);
}
