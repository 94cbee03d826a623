using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The services of a scope, one for each host name.</summary>
internal sealed class ImportedServices
{
    private readonly Dictionary<string, Service> _byHostname;

    public ImportedServices(Service[] services)
    {
        Services = services;
        _byHostname = new(services.Length, StringComparer.Ordinal);
        var namespaces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            _byHostname.Add(service.Hostname, service);
            namespaces.Add(service.Namespace);
        }

        Namespaces = namespaces;
        DnsServices = [.. services.Where(service => service.IsDns)];
    }

    public IReadOnlyList<Service> Services { get; }

    /// <summary>Those that are resolved by DNS.</summary>
    public IReadOnlyList<Service> DnsServices { get; }

    /// <summary>The namespaces that define them.</summary>
    public IReadOnlySet<string> Namespaces { get; }

    public Service? Find(string hostname) => _byHostname.GetValueOrDefault(hostname);

    /// <summary>The other one where it says the same.</summary>
    public ImportedServices Or(ImportedServices? other) =>
        other is not null && (ReferenceEquals(this, other) || ListStep.Between(Services, other.Services).IsEmpty) ? other : this;
}
