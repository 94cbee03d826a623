namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>The catalogue as it is now: the built-in resources and those of the established CustomResourceDefinitions.</summary>
internal sealed class CatalogHolder(IReadOnlyList<ResourceDefinition> builtIn)
{
    private volatile ResourceCatalog _current = new(builtIn);

    public ResourceCatalog Current => _current;

    public void ReplaceCustom(IEnumerable<ResourceDefinition> custom) => _current = new ResourceCatalog([.. builtIn, .. custom]);
}
