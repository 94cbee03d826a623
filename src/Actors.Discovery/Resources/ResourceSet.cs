using System.Collections.Immutable;

namespace MeshActors.Actors.Discovery.Resources;

/// <summary>
/// The resources of one type that a scope has at one moment, by name. Immutable: all proxies of the scope share it by reference,
/// and one that is slow simply goes on from an older one.
/// </summary>
/// <remarks>
/// A whole set holds everything there is: what is not in it does not exist. A set by demand knows of each name whether it
/// exists, does not, or has not been answered yet.
/// </remarks>
public sealed class ResourceSet
{
    /// <summary>How many changes back a set can tell what changed. Proxies further behind are compared name by name.</summary>
    private const int Remembered = 32;

    private readonly ImmutableDictionary<string, SharedResource?> _items;
    private readonly string[][] _recent;
    private readonly object _lineage;
    private readonly long _sequence;
    private Summary? _summary;

    private ResourceSet(
        bool isWhole, ImmutableDictionary<string, SharedResource?> items, Fingerprint fingerprint, object lineage, long sequence, string[][] recent)
    {
        (IsWhole, _items, Fingerprint, _lineage, _sequence, _recent) = (isWhole, items, fingerprint, lineage, sequence, recent);
    }

    public bool IsWhole { get; }

    /// <summary>Version of everything in it.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>How many names it knows, existing or not.</summary>
    public int Count => _items.Count;

    public static ResourceSet Empty(bool isWhole) =>
        new(isWhole, ImmutableDictionary.Create<string, SharedResource?>(StringComparer.Ordinal), default, new(), 0, []);

    /// <summary>Whether it is known what the name stands for, or that it stands for nothing.</summary>
    public bool Knows(string name) => IsWhole || _items.ContainsKey(name);

    public SharedResource? Find(string name) => _items.GetValueOrDefault(name);

    // A struct: loops allocate nothing.
    public ImmutableDictionary<string, SharedResource?>.Enumerator GetEnumerator() => _items.GetEnumerator();

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
        ImmutableDictionary<string, SharedResource?>.Builder? items = null;
        var touched = new List<string>(changed.Count + absent.Count);
        var fingerprint = Fingerprint;
        foreach (var resource in changed)
        {
            var before = (items?.GetValueOrDefault(resource.Name)) ?? (items is null ? Find(resource.Name) : null);
            if (before?.ContentVersion == resource.ContentVersion)
            {
                continue;
            }

            fingerprint = (before is null ? fingerprint : fingerprint - before.ContentVersion) + resource.ContentVersion;
            (items ??= _items.ToBuilder())[resource.Name] = resource;
            touched.Add(resource.Name);
        }

        foreach (var name in absent)
        {
            if (!_items.TryGetValue(name, out var before) ? IsWhole : before is null)
            {
                continue;
            }

            fingerprint = before is null ? fingerprint : fingerprint - before.ContentVersion;
            items ??= _items.ToBuilder();
            if (IsWhole)
            {
                items.Remove(name);
            }
            else
            {
                items[name] = null;
            }

            touched.Add(name);
        }

        foreach (var name in forgotten ?? [])
        {
            if (_items.TryGetValue(name, out var before))
            {
                fingerprint = before is null ? fingerprint : fingerprint - before.ContentVersion;
                (items ??= _items.ToBuilder()).Remove(name);
                touched.Add(name);
            }
        }

        return items is null ? this : new(IsWhole, items.ToImmutable(), fingerprint, _lineage, _sequence + 1, Remember([.. touched]));
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

    /// <summary>Adds the names that may differ from an older set; false where that is not known and every name may.</summary>
    public bool TryGetChangesSince(ResourceSet before, ICollection<string> names)
    {
        var behind = _sequence - before._sequence;
        if (!ReferenceEquals(before._lineage, _lineage) || behind < 0 || behind > _recent.Length)
        {
            return false;
        }

        foreach (var change in _recent.AsSpan(_recent.Length - (int)behind))
        {
            foreach (var name in change)
            {
                names.Add(name);
            }
        }

        return true;
    }

    private string[][] Remember(string[] change) =>
        _recent.Length < Remembered ? [.. _recent, change] : [.. _recent.AsSpan(1), change];

    private sealed record Summary(NameSet Names, Fingerprint Fingerprint);
}
