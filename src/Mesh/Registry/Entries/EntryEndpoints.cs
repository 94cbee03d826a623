using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Mesh.Registry.Entries;

/// <summary>Makes the endpoints of a ServiceEntry's services.</summary>
internal static class EntryEndpoints
{
    /// <summary>Endpoints of workloads (inline or selected), the same for every host of the entry.</summary>
    public static List<Endpoint> OfWorkloads(IReadOnlyList<WorkloadInstance> workloads, IReadOnlyList<ServicePort> ports)
    {
        var endpoints = new List<Endpoint>(workloads.Count * ports.Count);
        foreach (var workload in workloads)
        {
            foreach (var port in ports)
            {
                endpoints.Add(Of(workload, port));
            }
        }

        return endpoints;
    }

    /// <summary>Inline endpoints of an entry without selector.</summary>
    public static IReadOnlyList<WorkloadInstance> Inline(Config<ServiceEntry> entry, ClusterSettings cluster) =>
        [.. entry.Spec.Endpoints.Select((endpoint, index) => EntryWorkloads.Inline(endpoint, entry.Meta, index, cluster))];

    /// <summary>Where an entry resolved by DNS names no endpoints, its host is the endpoint.</summary>
    public static List<Endpoint> OfHost(Config<ServiceEntry> entry, string host, ClusterSettings cluster)
    {
        var endpoints = new List<Endpoint>(entry.Spec.Ports.Count);
        foreach (var port in entry.Spec.Ports)
        {
            endpoints.Add(new()
            {
                Addresses = [host],
                Port = port.TargetPort > 0 ? port.TargetPort : port.Number,
                ServicePortName = port.Name,
                ServicePortNumber = port.Number,
                ClusterId = cluster.ClusterId,
                Namespace = entry.Meta.Namespace,
                WorkloadName = entry.Meta.Name,
            });
        }

        return endpoints;
    }

    /// <summary>The port is, in this order: none (a socket), the workload's port of that name, the target port, the number.</summary>
    private static Endpoint Of(WorkloadInstance workload, ServicePort port)
    {
        var template = workload.Template;
        var isSocket = template.Addresses.Count == 1
            && template.FirstAddress.StartsWith(EntryWorkloads.UnixPrefix, StringComparison.Ordinal);
        return template with
        {
            Addresses = isSocket ? [template.FirstAddress[EntryWorkloads.UnixPrefix.Length..]] : template.Addresses,
            Port = isSocket ? 0
                : workload.Ports.TryGetValue(port.Name, out var own) && own > 0 ? own
                : port.TargetPort > 0 ? port.TargetPort
                : port.Number,
            ServicePortName = port.Name,
            ServicePortNumber = port.Number,
        };
    }
}
