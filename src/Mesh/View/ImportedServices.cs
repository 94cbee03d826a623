using System.Collections.Immutable;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The services of a scope, one for each host name.</summary>
internal sealed class ImportedServices
{
    private readonly NameMap<Service> _byHostname;

    public ImportedServices(SegmentedList<Service> services)
    {
        Services = services;
        var byHostname = new Dictionary<string, Service>(services.Count, StringComparer.Ordinal);
        var namespaces = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var last = "";
        foreach (var service in services)
        {
            byHostname.Add(service.Hostname, service);
            if (service.Namespace != last)
            {
                namespaces.Add(last = service.Namespace);
            }
        }

        _byHostname = new(byHostname);
        Namespaces = namespaces.ToImmutable();
        DnsServices = SegmentedList<Service>.Of([.. services.Where(service => service.IsDns)]);
    }

    private ImportedServices(
        SegmentedList<Service> services, NameMap<Service> byHostname, ImmutableHashSet<string> namespaces, SegmentedList<Service> dnsServices)
    {
        Services = services;
        _byHostname = byHostname;
        Namespaces = namespaces;
        DnsServices = dnsServices;
    }

    public SegmentedList<Service> Services { get; }

    /// <summary>Those that are resolved by DNS.</summary>
    public SegmentedList<Service> DnsServices { get; }

    /// <summary>The namespaces that define them, and perhaps some that did so before.</summary>
    public ImmutableHashSet<string> Namespaces { get; }

    public Service? Find(string hostname) => _byHostname.Find(hostname);

    /// <summary>The same after services of a listener, which are all that there is, were replaced by others.</summary>
    public ImportedServices With(ListedServices listed, IReadOnlyList<Service> gone, IReadOnlyList<Service> come, IComparer<Service> order)
    {
        var names = gone.Select(service => KeyValuePair.Create(service.Hostname, (Service?)null))
            .Concat(come.Select(service => KeyValuePair.Create(service.Hostname, (Service?)service)));
        var dns = DnsServices.Exchange([.. gone.Where(IsDns)], [.. come.Where(IsDns)], order, ListedServices.IsNamedLike);
        return new(
            listed.All,
            _byHostname.With(names),
            Namespaces.Union(come.Select(service => service.Namespace)),
            dns ?? SegmentedList<Service>.Of([.. listed.All.Where(IsDns)]));

        static bool IsDns(Service service) => service.IsDns;
    }

    /// <summary>The other one where it says the same.</summary>
    public ImportedServices Or(ImportedServices? other) =>
        other is not null && (ReferenceEquals(this, other) || ListStep.Between(Services, other.Services).IsEmpty) ? other : this;
}
