namespace MeshActors.Mesh.Objects;

/// <summary>How the content of one kind is read.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="StatusFields">The fields of the status that the record holds, and that count for its digest.</param>
/// <param name="Read">Builds the object from a reader at its root, its metadata and its digest.</param>
internal sealed record SpecReader(
    ResourceKind Kind,
    IReadOnlyList<string> StatusFields,
    Func<FieldReader, ObjectMeta, ulong, MeshObject> Read);
