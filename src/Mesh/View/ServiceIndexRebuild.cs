using System.Collections.Immutable;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>Makes an index of services in passes over them, keeping the lists of namespaces that stayed.</summary>
/// <param name="before">The index before.</param>
/// <param name="defaultExportTo">What the mesh says of services that do not say who may see them.</param>
/// <param name="variants">Services with aliases and addresses.</param>
/// <param name="derivesAddresses">Whether hosts without addresses get some by their names, which depend on each other.</param>
internal sealed class ServiceIndexRebuild(ServiceIndex before, IReadOnlyList<string> defaultExportTo, ServiceVariants variants, bool derivesAddresses)
{
    /// <param name="touched">The namespaces whose services differ.</param>
    /// <param name="hasAliases">Whether there are or were aliases, which change services of namespaces that did not change themselves.</param>
    public ServiceIndex Of(IReadOnlyList<SnapshotChange> touched, bool hasAliases)
    {
        var declared = before.Declared;
        foreach (var change in touched)
        {
            declared = change.After is { Services.Count: > 0 } after
                ? declared.SetItem(change.Namespace, Sorted(after.Services))
                : declared.Remove(change.Namespace);
        }

        var stale = touched.Select(c => c.Namespace).ToHashSet(StringComparer.Ordinal);
        var byNamespace = declared;
        var aliases = ServiceAliases.None;
        if (hasAliases || derivesAddresses)
        {
            aliases = hasAliases ? ServiceAliases.Of(declared.Values.SelectMany(services => services)) : aliases;
            var addresses = derivesAddresses ? DerivedAddresses.Of(declared.Values.SelectMany(services => services).Order(ServiceOrder.Instance)) : DerivedAddresses.None;
            foreach (var (ns, services) in declared)
            {
                var named = SegmentedList<Service>.Of([.. services.Select(s => addresses.Give(variants.WithAliases(s, aliases.For(s.Hostname)), variants))]);
                byNamespace = byNamespace.SetItem(ns, named);
                if (!named.SequenceEqual(before.In(ns)))
                {
                    stale.Add(ns);
                }
            }
        }

        return Of(declared, byNamespace, stale, aliases);
    }

    private ServiceIndex Of(
        ImmutableDictionary<string, SegmentedList<Service>> declared,
        ImmutableDictionary<string, SegmentedList<Service>> byNamespace,
        HashSet<string> stale,
        ServiceAliases aliases)
    {
        var gone = stale.SelectMany(before.In).ToHashSet();
        Service[] added = [.. stale.SelectMany(ns => byNamespace.GetValueOrDefault(ns) ?? SegmentedList<Service>.Empty).Order(ServiceOrder.Instance)];
        var byHostname = before.ByHostname.ToBuilder();
        var shared = before.SharedNames.ToBuilder();
        var addedByHost = added.ToLookup(service => service.Hostname, StringComparer.Ordinal);
        foreach (var hostname in gone.Select(service => service.Hostname).Concat(addedByHost.Select(group => group.Key)).ToHashSet(StringComparer.Ordinal))
        {
            var named = NamedServices.Of(byHostname.GetValueOrDefault(hostname).All.Where(service => !gone.Contains(service)).Concat(addedByHost[hostname]));
            if (named.All.Count == 0)
            {
                byHostname.Remove(hostname);
            }
            else
            {
                byHostname[hostname] = named;
            }

            _ = named.All.Count > 1 ? shared.Add(hostname) : shared.Remove(hostname);
        }

        var scopes = Array.ConvertAll(added, service => (Service: service, Scope: ExportScope.Of(service, defaultExportTo)));
        return new()
        {
            All = Replace(before.All, gone, added),
            Declared = declared,
            ByNamespace = byNamespace,
            ByHostname = byHostname.ToImmutable(),
            SharedNames = shared.ToImmutable(),
            Public = Replace(before.Public, gone, [.. scopes.Where(s => s.Scope.IsPublic).Select(s => s.Service)]),
            ExportedTo = Exports(scopes, gone),
            NotPublicIn = NotPublicIn(scopes, stale),
            Aliases = aliases,
            DefaultExportTo = defaultExportTo,
        };
    }

    private ImmutableDictionary<string, SegmentedList<Service>> Exports((Service Service, ExportScope Scope)[] added, HashSet<Service> gone)
    {
        var exported = before.ExportedTo;
        var addedTo = added.Where(a => !a.Scope.IsPublic)
            .SelectMany(a => a.Scope.Namespaces.Select(ns => (Namespace: ns, a.Service)))
            .ToLookup(a => a.Namespace, a => a.Service, StringComparer.Ordinal);
        foreach (var ns in before.ExportedTo.Keys.Union(addedTo.Select(group => group.Key)))
        {
            var services = before.ExportedTo.GetValueOrDefault(ns) ?? SegmentedList<Service>.Empty;
            if (!addedTo.Contains(ns) && !services.Any(gone.Contains))
            {
                continue;
            }

            var updated = Replace(services, gone, [.. addedTo[ns]]);
            exported = updated.Count == 0 ? exported.Remove(ns) : exported.SetItem(ns, updated);
        }

        return exported;
    }

    private ImmutableDictionary<string, int> NotPublicIn((Service Service, ExportScope Scope)[] added, HashSet<string> stale) =>
        before.NotPublicIn.RemoveRange(stale).AddRange(added
            .Where(a => !a.Scope.IsPublic)
            .GroupBy(a => a.Service.Namespace, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, group.Count())));

    private static SegmentedList<Service> Sorted(IReadOnlyList<Service> services) =>
        SegmentedList<Service>.Of(SortedLists.Sort(services, ServiceOrder.Instance));

    private static SegmentedList<Service> Replace(SegmentedList<Service> services, HashSet<Service> gone, Service[] added) =>
        SegmentedList<Service>.Of(SortedLists.Replace(services, gone.Contains, added, ServiceOrder.Instance));
}
