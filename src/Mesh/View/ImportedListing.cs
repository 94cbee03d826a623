namespace MeshActors.Mesh.View;

/// <summary>A listener's services that are all that its scope imports: nearly every scope is like that.</summary>
/// <param name="Listed">By listener.</param>
/// <param name="Imported">The same, by name.</param>
internal sealed record ImportedListing(ListedServices Listed, ImportedServices Imported)
{
    /// <summary>What a scope imports, if it is like that; null otherwise.</summary>
    public static ImportedListing? Of(SidecarScope scope) =>
        scope.EgressListeners is [var listener] && ReferenceEquals(listener.Listed.All, scope.Imported.Services) ? new(listener.Listed, scope.Imported) : null;
}
