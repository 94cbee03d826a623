using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Clusters;

namespace MeshActors.Mesh.Registry.Workloads;

/// <summary>Makes <see cref="PodFacts"/> of a pod.</summary>
internal static class PodFactsReader
{
    public static PodFacts Read(Config<Pod> pod, NodeFacts? node, ClusterSettings cluster)
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
            ServiceAccount = SpiffeIdentity.TextOf(cluster.TrustDomain, pod.Meta.Namespace, spec.ServiceAccountName),
            Locality = locality,
            Network = network,
            TlsMode = pod.Meta.Labels.GetValueOrDefault(WellKnownLabels.TlsMode) ?? "disabled",
            WorkloadName = WorkloadNames.Of(pod),
            NodeName = spec.NodeName,
            SubDomain = spec.Subdomain,

            // Only pods under a subdomain get DNS names of their own.
            HostName = spec.Subdomain.Length == 0 ? "" : spec.Hostname.Length > 0 ? spec.Hostname : pod.Meta.Name,
            IsServing = IsServing(pod),
            PortsByName = PortsByName(spec),
        };
    }

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
