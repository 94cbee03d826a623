using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Entries;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// Puts together, service by service, what ServiceEntries and the clusters contribute: several may define the same host. A
/// service whose contributions are all the same instances as before keeps what was made of them.
/// </summary>
internal sealed class NamespaceAssembly(NamespaceAssembly? previous)
{
    private readonly Dictionary<string, Merged> _mergedBefore = previous?._merged ?? [];
    private readonly Dictionary<ServiceKey, Joined> _joinedBefore = previous?._joined ?? [];
    private readonly Dictionary<string, Merged> _merged = new(StringComparer.Ordinal);
    private readonly Dictionary<ServiceKey, Joined> _joined = [];
    private readonly Dictionary<ServiceKey, List<Service>> _services = [];
    private readonly Dictionary<ServiceKey, List<IReadOnlyList<Endpoint>>> _contributions = [];
    private readonly List<Service> _all = [];

    /// <summary>All services: Kubernetes' by name, then ServiceEntries' by age.</summary>
    public IReadOnlyList<Service> Services =>
        [.. _all.Where(s => s.Registry == ServiceRegistry.Kubernetes), .. _all.Where(s => s.Registry == ServiceRegistry.External)];

    public void AddEntries(EntryRegistry entries)
    {
        foreach (var sameHost in entries.All.GroupBy(e => e.Service.Key))
        {
            var roundRobinPorts = new HashSet<int>();
            foreach (var (service, endpoints) in sameHost)
            {
                Add(service);
                Contribute(service.Key, service.Resolution == Resolution.DnsRoundRobinLb ? FirstOfEachPort(endpoints, roundRobinPorts) : endpoints);
            }
        }
    }

    public void AddKubernetes(List<ClusterRegistry> clusters, WorkloadIndex workloads, SelectedEntries selected)
    {
        foreach (var name in clusters.SelectMany(c => c.Services.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var definitions = new List<Service>(clusters.Count);
            foreach (var cluster in clusters)
            {
                if (cluster.Services.GetValueOrDefault(name) is { } definition)
                {
                    definitions.Add(definition);
                }
            }

            var service = Merge(name, definitions);
            Add(service);
            foreach (var cluster in clusters.OrderBy(c => c.Settings.ClusterId, StringComparer.Ordinal))
            {
                if (cluster.Services.GetValueOrDefault(name) is { } definition)
                {
                    var clusterId = cluster.Settings.ClusterId;
                    Contribute(service.Key, cluster.EndpointsOf(name));
                    Contribute(service.Key, selected.Of(definition, clusterId, workloads.EntriesIn(clusterId)));
                }
            }
        }
    }

    /// <summary>Joins the contributions. Call once, after all were added.</summary>
    public IReadOnlyDictionary<ServiceKey, ServiceEndpoints> Endpoints()
    {
        foreach (var (key, lists) in _contributions)
        {
            var services = _services[key];
            var known = _joinedBefore.GetValueOrDefault(key);
            if (known is null || !KeptInstances.SameReferences(known.Lists, lists) || !KeptInstances.SameReferences(known.Services, services))
            {
                known = Join(key, services, lists, known);
            }

            _joined.Add(key, known);
        }

        return _joined.ToDictionary(j => j.Key, j => j.Value.Endpoints);
    }

    /// <summary>Facts of the services that have any.</summary>
    public Dictionary<ServiceKey, ServiceFacts> Facts() =>
        _joined.Where(j => !ReferenceEquals(j.Value.Facts, ServiceFacts.None)).ToDictionary(j => j.Key, j => j.Value.Facts);

    private static Joined Join(ServiceKey key, List<Service> services, List<IReadOnlyList<Endpoint>> lists, Joined? known)
    {
        var list = lists.Count == 1 ? lists[0] : [.. lists.SelectMany(l => l)];
        list = KeptInstances.Of(list, known?.Endpoints.Endpoints);
        var endpoints = known is not null && ReferenceEquals(list, known.Endpoints.Endpoints) ? known.Endpoints : new(key, list);
        var facts = FactsOfEndpoints.Of(services, list);
        return new(lists, services, endpoints, known is not null && facts.Equals(known.Facts) ? known.Facts : facts);
    }

    private static IReadOnlyList<Endpoint> FirstOfEachPort(IReadOnlyList<Endpoint> endpoints, HashSet<int> taken)
    {
        // Logical DNS has one endpoint a port, whichever entry of the host came first.
        var first = new List<Endpoint>(endpoints.Count);
        foreach (var endpoint in endpoints)
        {
            if (taken.Add(endpoint.ServicePortNumber))
            {
                first.Add(endpoint);
            }
        }

        return first.Count == endpoints.Count ? endpoints : first;
    }

    private Service Merge(string name, List<Service> definitions)
    {
        var known = _mergedBefore.GetValueOrDefault(name);
        if (known is null || !KeptInstances.SameReferences(known.Definitions, definitions))
        {
            known = new(definitions, MergedServices.Merge(definitions));
        }

        _merged.Add(name, known);
        return known.Service;
    }

    private void Add(Service service)
    {
        _all.Add(service);
        if (!_services.TryGetValue(service.Key, out var list))
        {
            _services.Add(service.Key, list = []);
        }

        list.Add(service);
    }

    private void Contribute(ServiceKey key, IReadOnlyList<Endpoint> endpoints)
    {
        if (endpoints.Count == 0)
        {
            return;
        }

        if (!_contributions.TryGetValue(key, out var list))
        {
            _contributions.Add(key, list = []);
        }

        list.Add(endpoints);
    }

    private sealed record Merged(List<Service> Definitions, Service Service);

    private sealed record Joined(List<IReadOnlyList<Endpoint>> Lists, List<Service> Services, ServiceEndpoints Endpoints, ServiceFacts Facts);
}
