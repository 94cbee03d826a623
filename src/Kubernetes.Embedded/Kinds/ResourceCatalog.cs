using System.Collections.Immutable;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>All resources that are served now. Immutable; CustomResourceDefinitions replace it as a whole.</summary>
internal sealed class ResourceCatalog
{
    private readonly ImmutableDictionary<ResourceId, ResourceDefinition> _byId;

    public ResourceCatalog(IEnumerable<ResourceDefinition> definitions)
    {
        _byId = definitions.ToImmutableDictionary(d => d.Id);
        Groups = [.. _byId.Values
            .GroupBy(d => d.Id.Group)
            .OrderBy(g => g.Key.Length == 0 ? 0 : g.Any(d => !d.IsCustom) ? 1 : 2).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ServedGroup(g.Key, [.. g.OrderBy(d => d.Id.Resource, StringComparer.Ordinal)]))];
    }

    /// <summary>The groups in the order that discovery lists them: core, built-in, custom.</summary>
    public IReadOnlyList<ServedGroup> Groups { get; }

    public IEnumerable<ResourceDefinition> Definitions => _byId.Values;

    public ResourceDefinition? Find(ResourceId id) => _byId.GetValueOrDefault(id);

    public ResourceView? Find(string group, string version, string resource)
        => Find(new ResourceId(group, resource)) is { } definition
            && definition.Versions.FirstOrDefault(v => v.Served && v.Name == version) is { } served
            ? new ResourceView(definition, served)
            : null;

    /// <summary>The view of a kind in a version, as apiVersion and kind of an object name it.</summary>
    public ResourceView? FindKind(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/');
        var group = slash < 0 ? "" : apiVersion[..slash];
        var version = apiVersion[(slash + 1)..];
        foreach (var definition in _byId.Values)
        {
            if (definition.Kind == kind && definition.Id.Group == group && definition.Versions.FirstOrDefault(v => v.Served && v.Name == version) is { } served)
            {
                return new ResourceView(definition, served);
            }
        }

        return null;
    }
}
