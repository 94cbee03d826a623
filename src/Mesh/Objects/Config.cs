namespace MeshActors.Mesh.Objects;

/// <summary>An object of one kind with its typed content.</summary>
public sealed record Config<TSpec> : MeshObject
    where TSpec : class, IResourceSpec
{
    public required TSpec Spec { get; init; }

    /// <inheritdoc/>
    public override ResourceKind Kind => TSpec.Kind;
}
