using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Mesh.Registry.Entries;

/// <summary>
/// Endpoints that a Kubernetes Service gets from WorkloadEntries which its selector matches. Remembers them while neither
/// the service nor the entries change.
/// </summary>
internal sealed class SelectedEntries(SelectedEntries? previous)
{
    private readonly Dictionary<(string Cluster, string Service), Made> _before = previous?._made ?? [];
    private readonly Dictionary<(string Cluster, string Service), Made> _made = [];

    public IReadOnlyList<Endpoint> Of(Service service, string clusterId, IReadOnlyList<WorkloadInstance> entries)
    {
        if (entries.Count == 0 || service.Resolution != Resolution.ClientSideLb || service.Selector.Count == 0)
        {
            return [];
        }

        var known = _made.GetValueOrDefault((clusterId, service.Name)) ?? _before.GetValueOrDefault((clusterId, service.Name));
        if (known is null || !ReferenceEquals(known.Service, service) || !ReferenceEquals(known.Entries, entries))
        {
            known = new(service, entries, KeptInstances.Of(Build(service, entries), known?.Endpoints));
        }

        _made[(clusterId, service.Name)] = known;
        return known.Endpoints;
    }

    private static List<Endpoint> Build(Service service, IReadOnlyList<WorkloadInstance> entries)
    {
        var endpoints = new List<Endpoint>();
        foreach (var declared in service.Ports)
        {
            // Ports are asked for by number: of two with one, for TCP and UDP, the first has the endpoints, once for each.
            var port = service.Ports.First(first => first.Number == declared.Number);
            foreach (var entry in entries)
            {
                // Without labels of its own an entry could only match by its topology, which Istio does not allow.
                if (!entry.IsForDnsOnly && LabelMatch.Selects(service.Selector, entry.Labels) && entry.PortFor(service, port) is { } target)
                {
                    endpoints.Add(entry.Template with { Port = target, ServicePortName = port.Name });
                }
            }
        }

        return endpoints;
    }

    private sealed record Made(Service Service, IReadOnlyList<WorkloadInstance> Entries, IReadOnlyList<Endpoint> Endpoints);
}
