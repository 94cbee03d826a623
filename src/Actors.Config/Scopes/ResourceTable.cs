using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Mesh.View;
using MeshActors.Translation;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>
/// The resources of one type, in the order in which translation gave them. There is no index by name: it would be larger than
/// all else that a scope holds, and is of use only in the moment of a change.
/// </summary>
internal sealed class ResourceTable
{
    public IReadOnlyList<EncodedResource> All { get; private set; } = [];

    /// <summary>Takes the whole set and tells what differs; null where nothing does.</summary>
    public ResourceChanges? Replace(IReadOnlyList<EncodedResource> resources)
    {
        var before = All;
        All = resources;
        if (ReferenceEquals(resources, before))
        {
            return null;
        }

        if (before is SegmentedList<EncodedResource> && resources is SegmentedList<EncodedResource>)
        {
            // In these every name stands once, so that what both hold can be left out.
            var (left, come) = ListDifference.Of(before, resources);
            return Changes(left, come);
        }

        return IsSame(before, resources) ? null : Changes(before, resources);
    }

    private static ResourceChanges? Changes(IReadOnlyCollection<EncodedResource> before, IReadOnlyList<EncodedResource> after)
    {
        var gone = Index(before);
        var changed = new List<EncodedResource>();
        foreach (var resource in after)
        {
            if (!gone.Remove(resource.Name, out var held) || (!ReferenceEquals(held, resource) && held.Version != resource.Version))
            {
                changed.Add(resource);
            }
        }

        return changed.Count == 0 && gone.Count == 0 ? null : new(changed, [.. gone.Keys]);
    }

    public void Add(IReadOnlyList<EncodedResource> resources)
    {
        var byName = Index(All);
        foreach (var resource in resources)
        {
            byName[resource.Name] = resource;
        }

        All = [.. byName.Values];
    }

    public void Remove(IReadOnlyList<string> names) => All = [.. All.Where(resource => !names.Contains(resource.Name))];

    /// <summary>What each of the names is now.</summary>
    public ResourceChanges Answer(IReadOnlyList<string> names)
    {
        var byName = Index(All);
        return new(
            [.. names.Where(byName.ContainsKey).Select(name => byName[name])],
            [.. names.Where(name => !byName.ContainsKey(name))]);
    }

    // Most scopes are told of most views that nothing has changed for them: that must cost no index.
    private static bool IsSame(IReadOnlyList<EncodedResource> before, IReadOnlyList<EncodedResource> after)
    {
        if (before.Count != after.Count)
        {
            return false;
        }

        for (var i = 0; i < after.Count; i++)
        {
            if (!ReferenceEquals(before[i], after[i]) && (before[i].Version != after[i].Version || before[i].Name != after[i].Name))
            {
                return false;
            }
        }

        return true;
    }

    // Of several resources of one name the last one counts.
    private static Dictionary<string, EncodedResource> Index(IReadOnlyCollection<EncodedResource> resources)
    {
        var byName = new Dictionary<string, EncodedResource>(resources.Count, StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            byName[resource.Name] = resource;
        }

        return byName;
    }
}
