namespace MeshActors.Mesh.Objects;

/// <summary>One field that could not be read.</summary>
/// <param name="Path">The field's path from the object's root, such as <c>spec.http[0].route[1].weight</c>.</param>
/// <param name="Reason">What was expected and what was found.</param>
public sealed record FieldError(string Path, string Reason)
{
    public override string ToString() => Path.Length == 0 ? Reason : $"{Path}: {Reason}";
}
