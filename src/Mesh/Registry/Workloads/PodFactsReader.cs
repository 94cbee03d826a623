using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Clusters;

namespace MeshActors.Mesh.Registry.Workloads;

/// <summary>Makes <see cref="PodFacts"/> of a pod.</summary>
internal static class PodFactsReader
{
    /// <param name="pod">The pod.</param>
    /// <param name="node">Its node, as far as it is known.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="neighbour">
    /// Another pod, best of the same workload: what both have in common they share, as there are many of them.
    /// </param>
    public static PodFacts Read(Config<Pod> pod, NodeFacts? node, ClusterSettings cluster, PodFacts? neighbour)
    {
        var spec = pod.Spec;
        var locality = Localities.FromLabels(pod.Meta.Labels);
        if (locality.Length == 0 && node is not null)
        {
            locality = node.Locality;
        }

        var network = cluster.Networks.Of(spec.PodIp, pod.Meta.Labels);
        return new()
        {
            Name = pod.Meta.Name,
            Namespace = pod.Meta.Namespace,
            Addresses = spec.PodIp.Length == 0 ? [] : cluster.DualStack && spec.PodIps.Count > 1 ? [.. spec.PodIps.Select(found => found.Ip)] : [spec.PodIp],
            Labels = WorkloadLabels.WithTopology(pod.Meta.Labels, cluster.ClusterId, locality, spec.NodeName, network),
            ServiceAccount = Shared(SpiffeIdentity.TextOf(cluster.TrustDomain, pod.Meta.Namespace, spec.ServiceAccountName), neighbour?.ServiceAccount),
            Locality = locality,
            Network = network,
            TlsMode = pod.Meta.Labels.GetValueOrDefault(WellKnownLabels.TlsMode) ?? "disabled",
            WorkloadName = Shared(WorkloadNames.Of(pod), neighbour?.WorkloadName),
            NodeName = spec.NodeName,
            SubDomain = spec.Subdomain,

            // Only pods under a subdomain get DNS names of their own.
            HostName = spec.Subdomain.Length == 0 ? "" : spec.Hostname.Length > 0 ? spec.Hostname : pod.Meta.Name,
            IsServing = IsServing(pod),
            PortsByName = Shared(PortsByName(spec), neighbour?.PortsByName),
        };
    }

    private static string Shared(string text, string? other) => text == other ? other : text;

    private static IReadOnlyDictionary<string, int> Shared(Dictionary<string, int> ports, IReadOnlyDictionary<string, int>? other) =>
        other is not null && PodFacts.SamePorts(ports, other) ? other : ports;

    /// <summary>Kubernetes' own rule for what belongs into endpoints, and the Ready condition.</summary>
    private static bool IsServing(Config<Pod> pod) =>
        pod.Spec.Phase is not ("Failed" or "Succeeded")
        && pod.Spec.PodIp.Length > 0
        && pod.Meta.DeletionTimestamp is null
        && pod.Spec.Conditions.FirstOrDefault(c => c.Type == "Ready")?.Status == "True";

    private static Dictionary<string, int> PortsByName(Pod spec)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);

        // The first port of a name wins; native sidecars (init containers that keep running) come after the containers.
        foreach (var container in spec.Containers.Concat(spec.InitContainers.Where(c => c.RestartPolicy == "Always")))
        {
            foreach (var port in container.Ports)
            {
                if (port.Name.Length > 0 && port.Protocol is ("TCP" or ""))
                {
                    ports.TryAdd(port.Name, port.Port);
                }
            }
        }

        return ports;
    }
}
