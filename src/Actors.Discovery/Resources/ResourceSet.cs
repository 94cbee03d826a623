using MeshActors.Actors.Contracts.Sharing;

namespace MeshActors.Actors.Discovery.Resources;

/// <summary>
/// The resources of one type that a scope has at one moment, by name. Immutable: all proxies of the scope share it by reference,
/// and one that is slow simply goes on from an older one. Scopes share what they agree in.
/// </summary>
/// <remarks>
/// A whole set holds everything there is: what is not in it does not exist. A set by demand knows of each name whether it
/// exists, does not, or has not been answered yet.
/// </remarks>
public sealed class ResourceSet
{
    private readonly ResourceStore _store;
    private readonly SharedMap<SharedResource> _items;
    private Summary? _summary;
    private Difference? _difference;

    internal ResourceSet(ResourceStore store, bool isWhole, SharedMap<SharedResource> items, Fingerprint fingerprint)
    {
        (_store, IsWhole, _items, Fingerprint) = (store, isWhole, items, fingerprint);
    }

    public bool IsWhole { get; }

    /// <summary>Version of everything in it.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>How many names it knows, existing or not.</summary>
    public int Count => _items.Count;

    /// <summary>Whether it is known what the name stands for, or that it stands for nothing.</summary>
    public bool Knows(string name) => IsWhole || _items.Contains(name);

    public SharedResource? Find(string name) => _items.Find(name);

    // A struct: loops allocate nothing.
    public SharedMap<SharedResource>.Enumerator GetEnumerator() => _items.GetEnumerator();

    /// <summary>Version of those of the names that exist. Computed once for proxies that share their set of names.</summary>
    public Fingerprint FingerprintOf(NameSet names)
    {
        var known = _summary;
        if (known is not null && ReferenceEquals(known.Names, names))
        {
            return known.Fingerprint;
        }

        var fingerprint = default(Fingerprint);
        foreach (var name in names)
        {
            if (Find(name) is { } resource)
            {
                fingerprint += resource.ContentVersion;
            }
        }

        _summary = new(names, fingerprint);
        return fingerprint;
    }

    /// <summary>The set after a change; this instance where nothing differs from it.</summary>
    /// <param name="changed">Resources that came or changed. Those of the same version as before count as unchanged.</param>
    /// <param name="absent">Names that stand for nothing.</param>
    /// <param name="forgotten">Names of which nothing is known from now on, since nobody asks.</param>
    public ResourceSet With(
        IReadOnlyCollection<SharedResource> changed, IReadOnlyCollection<string> absent, IReadOnlyCollection<string>? forgotten = null)
    {
        var values = new Dictionary<string, SharedResource?>(changed.Count + absent.Count, StringComparer.Ordinal);
        var fingerprint = Fingerprint;
        foreach (var resource in changed)
        {
            var before = values.TryGetValue(resource.Name, out var earlier) ? earlier : Find(resource.Name);
            if (before?.ContentVersion != resource.ContentVersion)
            {
                fingerprint = Without(fingerprint, before) + resource.ContentVersion;
                values[resource.Name] = resource;
            }
        }

        HashSet<string>? gone = null;
        foreach (var name in absent)
        {
            if (IsWhole)
            {
                Leave(name);
            }
            else
            {
                fingerprint = Without(fingerprint, values.TryGetValue(name, out var earlier) ? earlier : Find(name));
                values[name] = null;
            }
        }

        foreach (var name in forgotten ?? [])
        {
            Leave(name);
        }

        var items = _items.With(values, gone ?? []);
        return ReferenceEquals(items, _items) ? this : _store.SetOf(IsWhole, items, fingerprint);

        void Leave(string name)
        {
            if ((gone ??= new(StringComparer.Ordinal)).Add(name))
            {
                fingerprint = Without(fingerprint, values.Remove(name, out var earlier) ? earlier : Find(name));
            }
        }
    }

    /// <summary>The whole set after its replacement by these resources, and only these.</summary>
    public ResourceSet ReplacedBy(IReadOnlyCollection<SharedResource> resources)
    {
        var names = new HashSet<string>(resources.Count, StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            names.Add(resource.Name);
        }

        var gone = new List<string>();
        foreach (var (name, _) in _items)
        {
            if (!names.Contains(name))
            {
                gone.Add(name);
            }
        }

        return With(resources, gone);
    }

    /// <summary>
    /// The names of which the two sets know something different. Computed once for proxies that all go from the one to the other.
    /// </summary>
    public IReadOnlyList<string> ChangesSince(ResourceSet before)
    {
        var known = _difference;
        if (known is not null && known.Before.TryGetTarget(out var same) && ReferenceEquals(same, before))
        {
            return known.Names;
        }

        var names = new List<string>();
        _items.AddDifferences(before._items, names);
        _difference = new(new(before), names);
        return names;
    }

    private static Fingerprint Without(Fingerprint set, SharedResource? member) => member is null ? set : set - member.ContentVersion;

    private sealed record Summary(NameSet Names, Fingerprint Fingerprint);

    // Weak, or every set would hold all that came before it.
    private sealed record Difference(WeakReference<ResourceSet> Before, IReadOnlyList<string> Names);
}
