using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Resources;

/// <summary>
/// The resource bytes of a replica by their content: scopes that were sent equal resources, from whichever owner, hold the same
/// instance, and equal sets of them too. Holds nothing alive itself. Safe for several threads.
/// </summary>
public sealed class ResourceStore
{
    private readonly ConcurrentDictionary<Key, WeakReference<SharedResource>> _resources = new();
    private readonly SharedMapPool<SharedResource> _maps = new();
    private readonly ConditionalWeakTable<SharedMap<SharedResource>, ResourceSet> _wholeSets = [];
    private readonly ConditionalWeakTable<SharedMap<SharedResource>, ResourceSet> _namedSets = [];

    public int Count => _resources.Count;

    /// <summary>A set without resources.</summary>
    /// <param name="isWhole">Whether that is known to be all, or nothing is known yet.</param>
    public ResourceSet Empty(bool isWhole) => SetOf(isWhole, _maps.Empty, default);

    public SharedResource Intern(EncodedResource resource)
    {
        var key = new Key(resource.TypeUrl, resource.Name, resource.Version);
        if (_resources.TryGetValue(key, out var held) && held.TryGetTarget(out var known))
        {
            // A hash can be forged, and scopes of different owners meet here: nobody is sent what another one wrote.
            return ReferenceEquals(known.Resource, resource) || known.Value.Span.SequenceEqual(resource.Value.Span) ? known : new(resource);
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

    /// <param name="isWhole">Whether it is all there is.</param>
    /// <param name="items">What is in it.</param>
    /// <param name="fingerprint">The version of that.</param>
    internal ResourceSet SetOf(bool isWhole, SharedMap<SharedResource> items, Fingerprint fingerprint) =>
        (isWhole ? _wholeSets : _namedSets).GetValue(items, map => new(this, isWhole, map, fingerprint));

    private readonly record struct Key(string TypeUrl, string Name, ContentHash Version);
}
