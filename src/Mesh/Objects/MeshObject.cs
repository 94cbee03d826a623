namespace MeshActors.Mesh.Objects;

/// <summary>An object of the Kubernetes API as the mesh sees it.</summary>
public abstract record MeshObject
{
    public ObjectMeta Meta { get; init; } = new();

    /// <summary>The object's kind.</summary>
    public abstract ResourceKind Kind { get; }

    /// <summary>
    /// A digest of everything that the mesh reads beside the metadata. Two revisions with the same digest differ at most in
    /// metadata or in status that the mesh ignores, so that the later one needs no new translation for its spec's sake.
    /// Zero where the object was built in memory.
    /// </summary>
    public ulong SpecHash { get; init; }
}
