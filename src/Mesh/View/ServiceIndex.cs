using System.Collections.Immutable;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The mesh's services by name, namespace and visibility.</summary>
internal sealed class ServiceIndex
{
    private static readonly ImmutableDictionary<string, SegmentedList<Service>> NoLists =
        ImmutableDictionary<string, SegmentedList<Service>>.Empty.WithComparers(StringComparer.Ordinal);

    public static readonly ServiceIndex Empty = new();

    /// <summary>Up to how many services are put in and taken out one by one.</summary>
    public const int Few = 32;

    /// <summary>How many changes back an index can tell what differs.</summary>
    private const int RememberedChanges = 16;

    /// <summary>Identifies the index.</summary>
    public object Stamp { get; } = new();

    /// <summary>Every service, also those that nobody may see, the oldest first.</summary>
    public SegmentedList<Service> All { get; init; } = SegmentedList<Service>.Empty;

    /// <summary>Namespace to its services, the oldest first.</summary>
    public ImmutableDictionary<string, SegmentedList<Service>> ByNamespace { get; init; } = NoLists;

    /// <summary>Host name to the services that have it.</summary>
    public ImmutableDictionary<string, NamedServices> ByHostname { get; init; } =
        ImmutableDictionary<string, NamedServices>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The host names that several services have.</summary>
    public ImmutableHashSet<string> SharedNames { get; init; } = ImmutableHashSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    public SegmentedList<Service> Public { get; init; } = SegmentedList<Service>.Empty;

    /// <summary>Namespace to the services that are not public but visible there.</summary>
    public ImmutableDictionary<string, SegmentedList<Service>> ExportedTo { get; init; } = NoLists;

    /// <summary>Namespace to the number of its services that are not public.</summary>
    public ImmutableDictionary<string, int> NotPublicIn { get; init; } = ImmutableDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);

    public IReadOnlyList<string> DefaultExportTo { get; init; } = [];

    public ServiceAliases Aliases { get; init; } = ServiceAliases.None;

    /// <summary>As <see cref="ByNamespace"/>, without what the whole mesh adds to a service: aliases and derived addresses.</summary>
    public ImmutableDictionary<string, SegmentedList<Service>> Declared { get; init; } = NoLists;

    /// <summary>The latest changes, the newest last.</summary>
    public ServiceChange[] Changes { private get; init; } = [];

    public Service? Find(ServiceKey key) => ByHostname.GetValueOrDefault(key.Hostname).In(key.Namespace);

    public SegmentedList<Service> In(string ns) => ByNamespace.GetValueOrDefault(ns) ?? SegmentedList<Service>.Empty;

    public bool IsPublic(Service service) => ExportScope.Of(service, DefaultExportTo).IsPublic;

    public bool IsVisible(Service service, string ns) => ExportScope.Of(service, DefaultExportTo).Includes(ns);

    /// <summary>What a namespace sees: services exported to it by name first, then public ones; each the oldest first.</summary>
    public IReadOnlyList<Service> VisibleTo(string ns) =>
        ExportedTo.TryGetValue(ns, out var exported) ? [.. exported, .. Public] : Public;

    /// <summary>
    /// The service that a namespace means by a bare host name: its own; else a visible Kubernetes service; else the oldest
    /// visible one. Null where there is none.
    /// </summary>
    /// <param name="hostname">The name.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="picksBest">If not, the visible one of the first namespace in alphabetical order counts after its own.</param>
    public Service? MeantBy(string hostname, string ns, bool picksBest)
    {
        var named = ByHostname.GetValueOrDefault(hostname);
        if (named.In(ns) is { } own)
        {
            return own;
        }

        Service? best = null;
        foreach (var service in named.Holders())
        {
            if (!IsVisible(service, ns))
            {
                continue;
            }

            if (!picksBest || service.Registry == ServiceRegistry.Kubernetes)
            {
                return service;
            }

            if (best is null || Nullable.Compare(service.CreationTime, best.CreationTime) < 0)
            {
                best = service;
            }
        }

        return best;
    }

    /// <summary>What differs from an earlier index, where that is known; null otherwise.</summary>
    /// <param name="stamp">That of the earlier index.</param>
    public ServiceChange? Since(object stamp)
    {
        if (ReferenceEquals(stamp, Stamp))
        {
            return new(stamp, [], []);
        }

        var first = Array.FindIndex(Changes, change => ReferenceEquals(change.Since, stamp));
        return first < 0 ? null : Changes.Skip(first + 1).Aggregate(Changes[first], (all, next) => all.Then(next));
    }

    /// <param name="changes">The namespaces that differ.</param>
    /// <param name="defaultExportTo">What the mesh says of services that do not say who may see them.</param>
    /// <param name="variants">Services with aliases and addresses.</param>
    /// <param name="derivesAddresses">Whether hosts without addresses get some by their names.</param>
    public ServiceIndex Update(
        IReadOnlyList<SnapshotChange> changes, IReadOnlyList<string> defaultExportTo, ServiceVariants variants, bool derivesAddresses = false)
    {
        var touched = changes.Where(c => !ReferenceEquals(c.Before?.Services ?? [], c.After?.Services ?? [])).ToList();
        if (touched.Count == 0)
        {
            return this;
        }

        // A change of an alias changes the service it stands for, wherever that is.
        var hasAliases = !ReferenceEquals(Aliases, ServiceAliases.None)
            || touched.Any(c => c.Services.Come.Any(s => s.Resolution == Resolution.Alias));
        return (hasAliases || derivesAddresses ? null : FewChanges(touched) is { } few ? new ServiceIndexRevision(this, defaultExportTo).With(few) : null)
            ?? new ServiceIndexRebuild(this, defaultExportTo, variants, derivesAddresses).Of(touched, hasAliases);
    }

    public ServiceChange[] ChangesAnd(ServiceChange change) =>
        [.. Changes.AsSpan(Math.Max(0, Changes.Length - RememberedChanges + 1)), change];

    /// <summary>The services that went and came, where they are few.</summary>
    private ServiceChange? FewChanges(List<SnapshotChange> touched)
    {
        List<Service> gone = [];
        List<Service> come = [];
        foreach (var change in touched)
        {
            gone.AddRange(change.Services.Gone);
            come.AddRange(change.Services.Come);
        }

        return gone.Count + come.Count > Few ? null : new(Stamp, gone, come);
    }
}
