namespace MeshActors.Mesh.Objects;

/// <summary>
/// A kind of the Kubernetes API, whatever its version: all served versions of a kind parse to the same record.
/// </summary>
/// <param name="Group">The API group, empty for the core group.</param>
/// <param name="Kind">The singular name as it stands in an object's <c>kind</c>.</param>
/// <param name="Plural">The resource name as it stands in request paths.</param>
/// <param name="Namespaced">Whether objects live in a namespace.</param>
public sealed record ResourceKind(string Group, string Kind, string Plural, bool Namespaced)
{
    /// <summary>Renders as <c>Kind.group</c>, or <c>Kind</c> in the core group.</summary>
    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}
