namespace MeshActors.Mesh.Objects;

/// <summary>A record that holds what one kind of object says, beside the object's metadata.</summary>
public interface IResourceSpec
{
    /// <summary>The kind whose objects carry this record.</summary>
    static abstract ResourceKind Kind { get; }
}
