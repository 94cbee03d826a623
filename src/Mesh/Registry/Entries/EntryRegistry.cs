using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Mesh.Registry.Entries;

/// <summary>The services and endpoints of one namespace's ServiceEntries. Entries that did not change keep theirs.</summary>
internal sealed class EntryRegistry
{
    private readonly Dictionary<string, Part> _parts;

    private readonly Dictionary<string, List<IReadOnlyList<Endpoint>>> _endpointsByHost = new(StringComparer.Ordinal);

    private EntryRegistry(Dictionary<string, Part> parts, ClusterSettings settings)
    {
        _parts = parts;
        Settings = settings;
        var ordered = parts.Values
            .OrderBy(p => p.Source.Meta.CreationTimestamp)
            .ThenBy(p => p.Source.Meta.Name, StringComparer.Ordinal)
            .ToList();
        Services = ordered.ConvertAll(p => p.Services);
        var byHost = ordered.SelectMany(p => p.Services.Zip(p.Endpoints)).GroupBy(e => e.First.Hostname, StringComparer.Ordinal);
        foreach (var sameHost in byHost)
        {
            var ports = new HashSet<int>();
            var lists = new List<IReadOnlyList<Endpoint>>();
            foreach (var (service, endpoints) in sameHost)
            {
                var counted = service.Resolution == Resolution.DnsRoundRobinLb ? FirstOfEachPort(endpoints, ports) : endpoints;
                if (counted.Count > 0)
                {
                    lists.Add(counted);
                    ports.UnionWith(counted.Select(endpoint => endpoint.ServicePortNumber));
                }
            }

            _endpointsByHost.Add(sameHost.Key, lists);
        }
    }

    /// <summary>The settings of the config cluster, whose entries these are.</summary>
    public ClusterSettings Settings { get; }

    /// <summary>The services of each entry, the oldest entry's first.</summary>
    public List<IReadOnlyList<Service>> Services { get; }

    public static EntryRegistry Build(
        IReadOnlyDictionary<string, MeshObject> entries,
        IReadOnlyDictionary<string, string> namespaceAnnotations,
        ServiceVisibility visibility,
        ClusterSettings cluster,
        WorkloadIndex workloads,
        EntryRegistry? previous)
    {
        var distribution = namespaceAnnotations.GetValueOrDefault(WellKnownLabels.TrafficDistributionAnnotation) ?? "";
        var parts = new Dictionary<string, Part>(entries.Count, StringComparer.Ordinal);
        foreach (var (name, value) in entries)
        {
            if (value is not Config<ServiceEntry> source)
            {
                continue;
            }

            var known = previous?._parts.GetValueOrDefault(name);
            var sameSource = known is not null
                && ReferenceEquals(known.Source, source)
                && ReferenceEquals(known.Cluster, cluster)
                && known.Distribution == distribution
                && known.Visibility == visibility;
            var services = sameSource
                ? known!.Services
                : EntryServiceContent.Kept(EntryServices.Convert(source, namespaceAnnotations, visibility, cluster.Features), known?.Services);
            var isDns = source.Spec.Resolution is ServiceEntryResolution.Dns or ServiceEntryResolution.DnsRoundRobin;
            IReadOnlyList<WorkloadInstance> selected = source.Spec.WorkloadSelector is { } selector
                ? workloads.Select(selector.Labels, isDns)
                : [];
            if (!sameSource || !KeptInstances.SameReferences(selected, known!.Selected))
            {
                var endpoints = EndpointsOf(source, services, selected, cluster, known);
                known = new(source, cluster, distribution, visibility, selected, services, endpoints);
            }

            parts.Add(name, known);
        }

        return previous is not null
            && parts.Count == previous._parts.Count
            && parts.All(p => ReferenceEquals(previous._parts.GetValueOrDefault(p.Key), p.Value))
            ? previous
            : new(parts, cluster);
    }

    /// <summary>Adds the endpoints of a host, one list for each service that defines it.</summary>
    public void AddEndpoints(string hostname, List<IReadOnlyList<Endpoint>> lists)
    {
        if (_endpointsByHost.TryGetValue(hostname, out var endpoints))
        {
            lists.AddRange(endpoints);
        }
    }

    /// <summary>Logical DNS has one endpoint a port, whichever entry of the host came first.</summary>
    private static IReadOnlyList<Endpoint> FirstOfEachPort(IReadOnlyList<Endpoint> endpoints, IReadOnlySet<int> taken)
    {
        var own = new HashSet<int>(taken);
        var first = new List<Endpoint>(endpoints.Count);
        foreach (var endpoint in endpoints)
        {
            if (own.Add(endpoint.ServicePortNumber))
            {
                first.Add(endpoint);
            }
        }

        return first.Count == endpoints.Count ? endpoints : first;
    }

    private static List<IReadOnlyList<Endpoint>> EndpointsOf(
        Config<ServiceEntry> source,
        IReadOnlyList<Service> services,
        IReadOnlyList<WorkloadInstance> selected,
        ClusterSettings cluster,
        Part? known)
    {
        var isByHost = source.Spec.Endpoints.Count == 0 && source.Spec.WorkloadSelector is null;
        if (isByHost)
        {
            return
            [
                .. services.Select((service, i) => service.IsDns
                    ? KeptInstances.Of(EntryEndpoints.OfHost(source, service.Hostname, cluster), known?.Endpoints.ElementAtOrDefault(i))
                    : []),
            ];
        }

        var workloads = source.Spec.WorkloadSelector is null ? EntryEndpoints.Inline(source, cluster) : selected;
        var endpoints = KeptInstances.Of(EntryEndpoints.OfWorkloads(workloads, source.Spec.Ports), known?.Endpoints.FirstOrDefault());
        return [.. services.Select(_ => endpoints)];
    }

    private sealed record Part(
        Config<ServiceEntry> Source,
        ClusterSettings Cluster,
        string Distribution,
        ServiceVisibility Visibility,
        IReadOnlyList<WorkloadInstance> Selected,
        IReadOnlyList<Service> Services,
        List<IReadOnlyList<Endpoint>> Endpoints);
}
