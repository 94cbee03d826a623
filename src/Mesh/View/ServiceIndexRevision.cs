using System.Collections.Immutable;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>Puts single services into an index and takes them out, at a price that does not depend on how many there are.</summary>
internal sealed class ServiceIndexRevision(ServiceIndex before, IReadOnlyList<string> defaultExportTo)
{
    /// <returns>
    /// The index; null where the order of services does not follow from them alone, since one is alike another one.
    /// </returns>
    public ServiceIndex? With(ServiceChange change)
    {
        Service[] added = [.. change.Come.Order(ServiceOrder.Instance)];
        var byNamespace = before.ByNamespace;
        foreach (var ns in change.Gone.Concat(added).Select(service => service.Namespace).Distinct(StringComparer.Ordinal))
        {
            if (Exchange(before.In(ns), change.Gone.Where(service => service.Namespace == ns), added.Where(service => service.Namespace == ns)) is not { } services)
            {
                return null;
            }

            byNamespace = services.Count > 0 ? byNamespace.SetItem(ns, services) : byNamespace.Remove(ns);
        }

        if (Exchange(before.All, change.Gone, added) is not { } all
            || Exchange(before.Public, change.Gone.Where(IsPublic), added.Where(IsPublic)) is not { } everyones
            || Exports(change.Gone, added) is not { } exports)
        {
            return null;
        }

        var byHostname = before.ByHostname;
        var shared = before.SharedNames;
        foreach (var hostname in change.Gone.Concat(added).Select(service => service.Hostname).Distinct(StringComparer.Ordinal))
        {
            var named = NamedServices.Of(byHostname.GetValueOrDefault(hostname).All.Except(change.Gone).Concat(added.Where(service => service.Hostname == hostname)));
            byHostname = named.All.Count == 0 ? byHostname.Remove(hostname) : byHostname.SetItem(hostname, named);
            shared = named.All.Count > 1 ? shared.Add(hostname) : shared.Remove(hostname);
        }

        return new()
        {
            All = all,
            Declared = byNamespace,
            ByNamespace = byNamespace,
            ByHostname = byHostname,
            SharedNames = shared,
            Public = everyones,
            ExportedTo = exports,
            NotPublicIn = NotPublicIn(change.Gone, added),
            Aliases = before.Aliases,
            DefaultExportTo = defaultExportTo,
            Changes = before.ChangesAnd(change),
        };
    }

    private ImmutableDictionary<string, SegmentedList<Service>>? Exports(IReadOnlyList<Service> gone, Service[] added)
    {
        var exported = before.ExportedTo;
        foreach (var ns in gone.Concat(added).Select(ScopeOf).Where(scope => !scope.IsPublic).SelectMany(scope => scope.Namespaces).Distinct(StringComparer.Ordinal))
        {
            bool IsExported(Service service) => ScopeOf(service) is { IsPublic: false } scope && scope.Includes(ns);
            if (Exchange(exported.GetValueOrDefault(ns) ?? SegmentedList<Service>.Empty, gone.Where(IsExported), added.Where(IsExported)) is not { } services)
            {
                return null;
            }

            exported = services.Count > 0 ? exported.SetItem(ns, services) : exported.Remove(ns);
        }

        return exported;
    }

    private ImmutableDictionary<string, int> NotPublicIn(IReadOnlyList<Service> gone, Service[] added)
    {
        var counts = before.NotPublicIn;
        foreach (var (service, difference) in gone.Select(service => (service, -1)).Concat(added.Select(service => (service, 1))))
        {
            if (!IsPublic(service))
            {
                var count = counts.GetValueOrDefault(service.Namespace) + difference;
                counts = count == 0 ? counts.Remove(service.Namespace) : counts.SetItem(service.Namespace, count);
            }
        }

        return counts;
    }

    private ExportScope ScopeOf(Service service) => ExportScope.Of(service, defaultExportTo);

    private bool IsPublic(Service service) => ScopeOf(service).IsPublic;

    private static SegmentedList<Service>? Exchange(SegmentedList<Service> services, IEnumerable<Service> gone, IEnumerable<Service> come) =>
        services.Exchange([.. gone], [.. come], ServiceOrder.Instance, ReferenceEquals);
}
