using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Entries;

namespace MeshActors.Mesh.Registry;

/// <summary>What contributes to the endpoints of a namespace's services.</summary>
internal sealed class EndpointSources(
    ServiceDirectory services, EntryRegistry entries, List<ClusterRegistry> clusters, WorkloadIndex workloads, SelectedEntries selected)
{
    private readonly List<ClusterRegistry> _byId = [.. clusters.OrderBy(c => c.Settings.ClusterId, StringComparer.Ordinal)];

    public ServiceDirectory Services => services;

    /// <summary>The contributions to a service's endpoints, a list each.</summary>
    /// <param name="key">The service.</param>
    /// <param name="definitions">All that define it.</param>
    /// <param name="lists">Gets those that are not empty.</param>
    public void AddTo(ServiceKey key, List<Service> definitions, List<IReadOnlyList<Endpoint>> lists)
    {
        entries.AddEndpoints(key.Hostname, lists);

        // Of services with one host, Kubernetes' come first.
        if (definitions[0] is not { Registry: ServiceRegistry.Kubernetes } service)
        {
            return;
        }

        foreach (var cluster in _byId)
        {
            // Endpoints are known by the service's name: a cluster that has them need not have the service itself.
            Add(lists, cluster.EndpointsOf(service.Name));
            if (cluster.Settings.Features.ServicesSelectEntries && cluster.Services.GetValueOrDefault(service.Name) is { } definition)
            {
                var clusterId = cluster.Settings.ClusterId;
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
}
