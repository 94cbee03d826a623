namespace MeshActors.Mesh.Objects;

/// <summary>What an object says about itself, read without its content.</summary>
/// <param name="ApiVersion">Group and version, as the object has them; empty where it does not tell.</param>
/// <param name="Kind">The kind's name; empty where the object does not tell.</param>
/// <param name="Meta">The metadata as far as it could be read.</param>
/// <param name="Errors">What could not be read.</param>
public sealed record ObjectHeader(string ApiVersion, string Kind, ObjectMeta Meta, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The kind, or null where it is unknown.</summary>
    public ResourceKind? ResourceKind => ResourceKinds.FindVersioned(ApiVersion, Kind);
}
