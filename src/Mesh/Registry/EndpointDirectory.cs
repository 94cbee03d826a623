using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Entries;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// The endpoints of a namespace's services, each joined of what ServiceEntries and the clusters contribute: several may define
/// the same host. A service whose contributions are the instances of before keeps what was made of them.
/// </summary>
internal sealed class EndpointDirectory
{
    private static readonly EndpointDirectory Empty = new([], [], []);

    private readonly Dictionary<ServiceKey, Joined> _joined;

    private EndpointDirectory(
        Dictionary<ServiceKey, Joined> joined,
        Dictionary<ServiceKey, ServiceEndpoints> endpoints,
        Dictionary<ServiceKey, ServiceFacts> facts)
    {
        _joined = joined;
        Endpoints = endpoints;
        Facts = facts;
    }

    public IReadOnlyDictionary<ServiceKey, ServiceEndpoints> Endpoints { get; }

    /// <summary>Facts of the services that have any.</summary>
    public IReadOnlyDictionary<ServiceKey, ServiceFacts> Facts { get; }

    public static EndpointDirectory Build(
        ServiceDirectory services,
        EntryRegistry entries,
        List<ClusterRegistry> clusters,
        WorkloadIndex workloads,
        SelectedEntries selected,
        EndpointDirectory? previous)
    {
        previous ??= Empty;
        var joined = new PatchedDictionary<ServiceKey, Joined>(previous._joined);
        var endpoints = new PatchedDictionary<ServiceKey, ServiceEndpoints>((Dictionary<ServiceKey, ServiceEndpoints>)previous.Endpoints);
        var facts = new PatchedDictionary<ServiceKey, ServiceFacts>((Dictionary<ServiceKey, ServiceFacts>)previous.Facts);
        var byId = clusters.OrderBy(c => c.Settings.ClusterId, StringComparer.Ordinal).ToList();
        var lists = new List<IReadOnlyList<Endpoint>>();
        foreach (var (key, definitions) in services.ByKey)
        {
            lists.Clear();
            entries.AddEndpoints(key.Hostname, lists);
            AddKubernetes(definitions[0], byId, workloads, selected, lists);
            var known = previous._joined.GetValueOrDefault(key);
            if (lists.Count == 0)
            {
                Remove(key, joined, endpoints, facts);
                continue;
            }

            if (known is not null
                && KeptInstances.SameReferences(known.Services, definitions)
                && KeptInstances.SameReferences(known.Lists, lists))
            {
                continue;
            }

            var made = Join(key, definitions, [.. lists], known);
            joined.Set(key, made);
            if (!ReferenceEquals(made.Endpoints, known?.Endpoints))
            {
                endpoints.Set(key, made.Endpoints);
            }

            if (!ReferenceEquals(made.Facts, known?.Facts))
            {
                facts.Set(key, made.Facts);
            }
        }

        foreach (var gone in joined.Result.Keys.Where(key => !services.ByKey.ContainsKey(key)).ToList())
        {
            Remove(gone, joined, endpoints, facts);
        }

        return new(joined.Result, endpoints.Result, facts.Result);
    }

    private static void AddKubernetes(
        Service service,
        List<ClusterRegistry> clusters,
        WorkloadIndex workloads,
        SelectedEntries selected,
        List<IReadOnlyList<Endpoint>> lists)
    {
        // Of services with one host, Kubernetes' come first.
        if (service.Registry != ServiceRegistry.Kubernetes)
        {
            return;
        }

        foreach (var cluster in clusters)
        {
            if (cluster.Services.GetValueOrDefault(service.Name) is { } definition)
            {
                var clusterId = cluster.Settings.ClusterId;
                Add(lists, cluster.EndpointsOf(service.Name));
                Add(lists, selected.Of(definition, clusterId, workloads.EntriesIn(clusterId)));
            }
        }
    }

    private static void Add(List<IReadOnlyList<Endpoint>> lists, IReadOnlyList<Endpoint> endpoints)
    {
        if (endpoints.Count > 0)
        {
            lists.Add(endpoints);
        }
    }

    private static Joined Join(ServiceKey key, List<Service> services, List<IReadOnlyList<Endpoint>> lists, Joined? known)
    {
        var list = lists.Count == 1 ? lists[0] : [.. lists.SelectMany(l => l)];
        list = KeptInstances.Of(list, known?.Endpoints.Endpoints);
        var endpoints = known is not null && ReferenceEquals(list, known.Endpoints.Endpoints) ? known.Endpoints : new(key, list);
        var facts = FactsOfEndpoints.Of(services, list);
        return new(lists, services, endpoints, known is not null && facts.Equals(known.Facts) ? known.Facts : facts);
    }

    private static void Remove(
        ServiceKey key,
        PatchedDictionary<ServiceKey, Joined> joined,
        PatchedDictionary<ServiceKey, ServiceEndpoints> endpoints,
        PatchedDictionary<ServiceKey, ServiceFacts> facts)
    {
        joined.Remove(key);
        endpoints.Remove(key);
        facts.Remove(key);
    }

    private sealed record Joined(
        List<IReadOnlyList<Endpoint>> Lists, List<Service> Services, ServiceEndpoints Endpoints, ServiceFacts Facts);
}
