using System.Collections.Immutable;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The mesh's services by name, namespace and visibility.</summary>
internal sealed class ServiceIndex
{
    public static readonly ServiceIndex Empty = new()
    {
        All = [],
        ByNamespace = ImmutableDictionary<string, Service[]>.Empty.WithComparers(StringComparer.Ordinal),
        ByHostname = ImmutableDictionary<string, ImmutableSortedDictionary<string, Service>>.Empty.WithComparers(StringComparer.Ordinal),
        Public = [],
        ExportedTo = ImmutableDictionary<string, Service[]>.Empty.WithComparers(StringComparer.Ordinal),
        Aliases = ServiceAliases.None,
    };

    /// <summary>Every service, also those that nobody may see, the oldest first.</summary>
    public required Service[] All { get; init; }

    /// <summary>Namespace to its services, the oldest first.</summary>
    public required ImmutableDictionary<string, Service[]> ByNamespace { get; init; }

    /// <summary>Host name to namespace to the service that holds the name there.</summary>
    public required ImmutableDictionary<string, ImmutableSortedDictionary<string, Service>> ByHostname { get; init; }

    public required Service[] Public { get; init; }

    /// <summary>Namespace to the services that are not public but visible there.</summary>
    public required ImmutableDictionary<string, Service[]> ExportedTo { get; init; }

    /// <summary>Up to how many services are put in and taken out one by one.</summary>
    private const int Few = 8;

    private IReadOnlyList<string> DefaultExportTo { get; init; } = [];

    private ServiceAliases Aliases { get; init; } = ServiceAliases.None;

    /// <summary>As <see cref="ByNamespace"/>, without what aliases add to a service.</summary>
    private ImmutableDictionary<string, Service[]> Declared { get; init; } =
        ImmutableDictionary<string, Service[]>.Empty.WithComparers(StringComparer.Ordinal);

    public Service? Find(ServiceKey key) => ByHostname.GetValueOrDefault(key.Hostname)?.GetValueOrDefault(key.Namespace);

    public IReadOnlyList<Service> In(string ns) => ByNamespace.GetValueOrDefault(ns) ?? [];

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
        if (ByHostname.GetValueOrDefault(hostname) is not { } holders)
        {
            return null;
        }

        if (holders.TryGetValue(ns, out var own))
        {
            return own;
        }

        Service? best = null;
        foreach (var service in holders.Values)
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

    public ServiceIndex Update(IReadOnlyList<SnapshotChange> changes, IReadOnlyList<string> defaultExportTo, ServiceVariants variants)
    {
        var touched = changes.Where(c => !ReferenceEquals(c.Before?.Services ?? [], c.After?.Services ?? [])).ToList();
        if (touched.Count == 0)
        {
            return this;
        }

        // A change of an alias changes the service it stands for, wherever that is; without aliases only the namespaces that
        // changed are looked at.
        var hasAliases = !ReferenceEquals(Aliases, ServiceAliases.None)
            || touched.Any(c => (c.After?.Services ?? []).Any(s => s.Resolution == Resolution.Alias));
        if (!hasAliases && FewChanges(touched) is { } few)
        {
            return Revise(few.Gone, few.Come, defaultExportTo);
        }

        var declared = Declared;
        foreach (var change in touched)
        {
            declared = change.After is { Services.Count: > 0 } after
                ? declared.SetItem(change.Namespace, SortedLists.Sort(after.Services, ServiceOrder.Instance))
                : declared.Remove(change.Namespace);
        }

        var stale = touched.Select(c => c.Namespace).ToHashSet(StringComparer.Ordinal);
        var byNamespace = declared;
        var aliases = ServiceAliases.None;
        if (hasAliases)
        {
            aliases = ServiceAliases.Of(declared.Values.SelectMany(services => services));
            foreach (var (ns, services) in declared)
            {
                var named = Array.ConvertAll(services, s => variants.WithAliases(s, aliases.For(s.Hostname)));
                byNamespace = byNamespace.SetItem(ns, named);
                if (!named.AsSpan().SequenceEqual(ByNamespace.GetValueOrDefault(ns)))
                {
                    stale.Add(ns);
                }
            }
        }

        return Rebuild(declared, byNamespace, stale, defaultExportTo, aliases);
    }

    /// <summary>
    /// The services that went and came, where they are few and none of those is alike another one of its namespace: then order and
    /// holders of names follow from these alone. Null otherwise.
    /// </summary>
    private static (HashSet<Service> Gone, List<Service> Come)? FewChanges(List<SnapshotChange> touched)
    {
        HashSet<Service> gone = [];
        List<Service> come = [];
        foreach (var change in touched)
        {
            var after = change.After?.Services ?? [];
            var (went, came) = ListDifference.Of(change.Before?.Services ?? [], after);
            gone.UnionWith(went);
            come.AddRange(came);
            if (gone.Count + come.Count > Few || came.Any(service => after.Count(other => other.Name == service.Name) > 1))
            {
                return null;
            }
        }

        return (gone, come);
    }

    private ServiceIndex Revise(HashSet<Service> gone, List<Service> come, IReadOnlyList<string> defaultExportTo)
    {
        var added = SortedLists.Sort(come, ServiceOrder.Instance);
        var byNamespace = ByNamespace;
        var byHostname = ByHostname;
        foreach (var changed in gone.Concat(come).GroupBy(service => service.Namespace, StringComparer.Ordinal))
        {
            var ns = changed.Key;
            var services = SortedLists.Replace(
                ByNamespace.GetValueOrDefault(ns) ?? [], gone.Contains, Array.FindAll(added, service => service.Namespace == ns), ServiceOrder.Instance);
            byNamespace = services.Length > 0 ? byNamespace.SetItem(ns, services) : byNamespace.Remove(ns);
            foreach (var hostname in changed.Select(service => service.Hostname).Distinct(StringComparer.Ordinal))
            {
                var holder = HolderOf(services, hostname);
                var holders = byHostname.GetValueOrDefault(hostname) ?? ByNamespaceName;
                holders = holder is null ? holders.Remove(ns) : holders.SetItem(ns, holder);
                byHostname = holders.IsEmpty ? byHostname.Remove(hostname) : byHostname.SetItem(hostname, holders);
            }
        }

        var scopes = added.Select(s => (Service: s, Scope: ExportScope.Of(s, defaultExportTo))).ToList();
        return new()
        {
            All = SortedLists.Replace(All, gone.Contains, added, ServiceOrder.Instance),
            Declared = byNamespace,
            ByNamespace = byNamespace,
            ByHostname = byHostname,
            Public = SortedLists.Replace(Public, gone.Contains, [.. scopes.Where(s => s.Scope.IsPublic).Select(s => s.Service)], ServiceOrder.Instance),
            ExportedTo = UpdateExports(scopes, gone.Contains),
            Aliases = Aliases,
            DefaultExportTo = defaultExportTo,
        };
    }

    private static Service? HolderOf(Service[] services, string hostname)
    {
        Service? holder = null;
        foreach (var service in services)
        {
            if (service.Hostname == hostname && (holder is null || Outranks(service, holder)))
            {
                holder = service;
            }
        }

        return holder;
    }

    private ServiceIndex Rebuild(
        ImmutableDictionary<string, Service[]> declared,
        ImmutableDictionary<string, Service[]> byNamespace,
        HashSet<string> stale,
        IReadOnlyList<string> defaultExportTo,
        ServiceAliases aliases)
    {
        var added = SortedLists.Sort(stale.SelectMany(ns => byNamespace.GetValueOrDefault(ns) ?? []), ServiceOrder.Instance);
        bool IsStale(Service service) => stale.Contains(service.Namespace);

        var byHostname = ByHostname.ToBuilder();
        foreach (var service in stale.SelectMany(ns => ByNamespace.GetValueOrDefault(ns) ?? []))
        {
            if (byHostname.TryGetValue(service.Hostname, out var holders) && holders.Remove(service.Namespace) is var rest)
            {
                byHostname[service.Hostname] = rest;
            }
        }

        foreach (var service in added)
        {
            var holders = byHostname.GetValueOrDefault(service.Hostname) ?? ByNamespaceName;
            if (!holders.TryGetValue(service.Namespace, out var holder) || Outranks(service, holder))
            {
                byHostname[service.Hostname] = holders.SetItem(service.Namespace, service);
            }
        }

        foreach (var service in stale.SelectMany(ns => ByNamespace.GetValueOrDefault(ns) ?? []))
        {
            if (byHostname.TryGetValue(service.Hostname, out var holders) && holders.IsEmpty)
            {
                byHostname.Remove(service.Hostname);
            }
        }

        var scopes = added.Select(s => (Service: s, Scope: ExportScope.Of(s, defaultExportTo))).ToList();
        return new()
        {
            All = SortedLists.Replace(All, IsStale, added, ServiceOrder.Instance),
            Declared = declared,
            ByNamespace = byNamespace,
            ByHostname = byHostname.ToImmutable(),
            Public = SortedLists.Replace(Public, IsStale, [.. scopes.Where(s => s.Scope.IsPublic).Select(s => s.Service)], ServiceOrder.Instance),
            ExportedTo = UpdateExports(scopes, IsStale),
            Aliases = aliases,
            DefaultExportTo = defaultExportTo,
        };
    }

    private ImmutableDictionary<string, Service[]> UpdateExports(List<(Service Service, ExportScope Scope)> added, Func<Service, bool> isStale)
    {
        var exported = ExportedTo.ToBuilder();
        var addedTo = added.Where(a => !a.Scope.IsPublic)
            .SelectMany(a => a.Scope.Namespaces.Select(ns => (Namespace: ns, a.Service)))
            .ToLookup(a => a.Namespace, a => a.Service, StringComparer.Ordinal);
        foreach (var ns in ExportedTo.Keys.Union(addedTo.Select(group => group.Key)))
        {
            var services = ExportedTo.GetValueOrDefault(ns) ?? [];
            if (!addedTo.Contains(ns) && !services.Any(isStale))
            {
                continue;
            }

            var updated = SortedLists.Replace(services, isStale, [.. addedTo[ns]], ServiceOrder.Instance);
            if (updated.Length == 0)
            {
                exported.Remove(ns);
            }
            else
            {
                exported[ns] = updated;
            }
        }

        return exported.ToImmutable();
    }

    /// <summary>
    /// The oldest service keeps a host name, so that a newer one cannot take it over; but a Kubernetes service takes it from
    /// a ServiceEntry.
    /// </summary>
    private static bool Outranks(Service challenger, Service holder) =>
        challenger.Registry == ServiceRegistry.Kubernetes && holder.Registry != ServiceRegistry.Kubernetes;

    private static readonly ImmutableSortedDictionary<string, Service> ByNamespaceName =
        ImmutableSortedDictionary<string, Service>.Empty.WithComparers(StringComparer.Ordinal);
}
