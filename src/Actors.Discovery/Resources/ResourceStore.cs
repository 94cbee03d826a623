using System.Collections.Concurrent;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Resources;

/// <summary>
/// The resource bytes of a replica by their content: scopes that were sent equal resources, from whichever owner, hold the same
/// instance. Holds nothing alive itself. Safe for several threads.
/// </summary>
public sealed class ResourceStore
{
    private readonly ConcurrentDictionary<Key, WeakReference<SharedResource>> _resources = new();

    public int Count => _resources.Count;

    public SharedResource Intern(EncodedResource resource)
    {
        var key = new Key(resource.TypeUrl, resource.Name, resource.Version);
        if (_resources.TryGetValue(key, out var held) && held.TryGetTarget(out var known))
        {
            return known;
        }

        // Two threads may make two of it: that costs their bytes once more, and nothing else.
        var made = new SharedResource(resource);
        _resources[key] = new(made);
        return made;
    }

    /// <summary>Forgets what nobody holds any more.</summary>
    public void Sweep()
    {
        foreach (var entry in _resources)
        {
            if (!entry.Value.TryGetTarget(out _))
            {
                _resources.TryRemove(entry);
            }
        }
    }

    private readonly record struct Key(string TypeUrl, string Name, ContentHash Version);
}
