using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>What of a service decides how its slices are read.</summary>
/// <param name="HasService">Whether the cluster has the service at all: endpoints of one that only others have are read too.</param>
/// <param name="KeepsSessions">Whether endpoints that drain are kept.</param>
/// <param name="HasBothFamilies">Whether it has addresses of both families, and the installation uses both.</param>
internal readonly record struct SliceReading(bool HasService, bool KeepsSessions, bool HasBothFamilies)
{
    public static SliceReading Of(Service? service, ClusterSettings cluster) => service is null ? default : new(
        true, service.KeepsSessions(cluster.Features), cluster.DualStack && service.ClusterVips.GetValueOrDefault(cluster.ClusterId) is { Count: > 1 });
}

/// <summary>Makes endpoints of one EndpointSlice and the pods that it names.</summary>
internal static class SliceEndpoints
{
    private const string PodKind = "Pod";

    public static IReadOnlyList<Endpoint> Build(Config<EndpointSlice> slice, PodIndex pods, ClusterSettings cluster, SliceReading reading)
    {
        var spec = slice.Spec;
        if (spec.AddressType == "FQDN")
        {
            return [];
        }

        var endpoints = new List<Endpoint>(spec.Endpoints.Count * Math.Max(1, spec.Ports.Count));
        foreach (var endpoint in spec.Endpoints)
        {
            var health = HealthOf(endpoint, reading);
            foreach (var address in endpoint.Addresses)
            {
                var namesPod = endpoint.TargetRef?.Kind == PodKind;
                var pod = namesPod ? PodOf(endpoint, slice, pods) : pods.ServingAt(address);
                if (namesPod && pod is null)
                {
                    // Its pod is not known yet: without labels and identity the endpoint would be wrong, not just late.
                    continue;
                }

                var isDual = namesPod && reading.HasBothFamilies && pod!.Addresses.Count > 1;
                if (isDual && spec.AddressType == "IPv6")
                {
                    // The slice of the other family has the pod with all its addresses.
                    continue;
                }

                foreach (var port in spec.Ports)
                {
                    endpoints.Add(Endpoint(address, port, pod, health, cluster) with { Addresses = isDual ? pod!.Addresses : [address] });
                }
            }
        }

        return endpoints;
    }

    /// <summary>Whether what the slice becomes depends on one of these pods.</summary>
    public static bool DependsOn(Config<EndpointSlice> slice, IReadOnlySet<string> pods)
    {
        if (pods.Count == 0)
        {
            return false;
        }

        foreach (var endpoint in slice.Spec.Endpoints)
        {
            // An endpoint that names no pod is looked up by address: any pod may have come to stand there.
            if (endpoint.TargetRef is not { Kind: PodKind } target || pods.Contains(target.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static PodFacts? PodOf(SliceEndpoint endpoint, Config<EndpointSlice> slice, PodIndex pods)
    {
        // Kubernetes keeps a slice and its pods in one namespace; a reference out of it names nothing that is visible here.
        var target = endpoint.TargetRef!;
        return target.Namespace.Length == 0 || target.Namespace == slice.Meta.Namespace ? pods.Find(target.Name) : null;
    }

    /// <summary>Istio's reading of the conditions, where an absent one counts as true.</summary>
    private static EndpointHealth HealthOf(SliceEndpoint endpoint, SliceReading reading)
    {
        if (endpoint.Ready ?? true)
        {
            return EndpointHealth.Healthy;
        }

        // Without the service Istio does not ask whether its endpoints end.
        var isTerminating = reading.HasService && (endpoint.Terminating ?? true);
        if (reading.KeepsSessions && isTerminating && (endpoint.Serving ?? true))
        {
            return EndpointHealth.Draining;
        }

        return isTerminating ? EndpointHealth.Terminating : EndpointHealth.Unhealthy;
    }

    private static Endpoint Endpoint(string address, SlicePort port, PodFacts? pod, EndpointHealth health, ClusterSettings cluster)
    {
        var common = pod is null ? WithoutPod(address, cluster) : OfPod(pod, address, cluster);
        return common with
        {
            Port = port.Port ?? 0,
            ServicePortName = port.Name,
            Health = health,
        };
    }

    private static Endpoint OfPod(PodFacts pod, string address, ClusterSettings cluster) => new()
    {
        Addresses = [],
        Port = 0,
        ServicePortName = "",
        Labels = pod.Labels,
        TlsMode = pod.TlsMode,
        ServiceAccount = pod.ServiceAccount,
        Network = pod.Network.Length > 0 ? pod.Network : cluster.Networks.Of(address, pod.Labels),
        Locality = pod.Locality,
        ClusterId = cluster.ClusterId,
        WorkloadName = pod.WorkloadName,
        Namespace = pod.Namespace,
        HostName = pod.HostName,
        SubDomain = pod.SubDomain,
        NodeName = pod.NodeName,
    };

    private static Endpoint WithoutPod(string address, ClusterSettings cluster)
    {
        var network = cluster.Networks.Of(address, NoLabels);
        return new()
        {
            Addresses = [],
            Port = 0,
            ServicePortName = "",
            Labels = WorkloadLabels.WithTopology(NoLabels, cluster.ClusterId, "", "", network),
            Network = network,
            ClusterId = cluster.ClusterId,
        };
    }

    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();
}
