using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Translation;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>The resources of one type, in the order in which translation gave them, with look-up by name.</summary>
internal sealed class ResourceTable
{
    private Dictionary<string, EncodedResource> _byName = new(StringComparer.Ordinal);

    public IReadOnlyList<EncodedResource> All { get; private set; } = [];

    /// <summary>Takes the whole set and tells what differs; null where nothing does.</summary>
    public ResourceChanges? Replace(IReadOnlyList<EncodedResource> resources)
    {
        if (ReferenceEquals(resources, All))
        {
            return null;
        }

        var changed = new List<EncodedResource>();
        var byName = new Dictionary<string, EncodedResource>(resources.Count, StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            byName[resource.Name] = resource;
            if (!_byName.TryGetValue(resource.Name, out var before))
            {
                changed.Add(resource);
            }
            else if (!ReferenceEquals(before, resource) && before.Version != resource.Version)
            {
                changed.Add(resource);
            }
        }

        List<string> removed = _byName.Count == byName.Count - changed.Count(r => !_byName.ContainsKey(r.Name))
            ? []
            : [.. _byName.Keys.Where(name => !byName.ContainsKey(name))];
        (All, _byName) = (resources, byName);
        return changed.Count == 0 && removed.Count == 0 ? null : new(changed, removed);
    }

    public void Add(IReadOnlyList<EncodedResource> resources)
    {
        foreach (var resource in resources)
        {
            _byName[resource.Name] = resource;
        }

        All = [.. _byName.Values];
    }

    public void Remove(string name)
    {
        if (_byName.Remove(name))
        {
            All = [.. _byName.Values];
        }
    }

    /// <summary>What each of the names is now.</summary>
    public ResourceChanges Answer(IReadOnlyList<string> names) => new(
        [.. names.Where(_byName.ContainsKey).Select(name => _byName[name])],
        [.. names.Where(name => !_byName.ContainsKey(name))]);
}
