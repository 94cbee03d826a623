using System.Collections.ObjectModel;

namespace MeshActors.Mesh.Registry.Workloads;

/// <summary>A Pod or WorkloadEntry that services may select, with an endpoint that yet lacks its port.</summary>
internal sealed record WorkloadInstance
{
    public required string Name { get; init; }

    public required bool IsPod { get; init; }

    /// <summary>The endpoint without port and service port name.</summary>
    public required Endpoint Template { get; init; }

    /// <summary>The workload's ports by service port name (WorkloadEntry) or container port name (Pod).</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Its address is a DNS name or a socket: only services resolved by DNS can use it.</summary>
    public bool IsForDnsOnly { get; init; }

    public IReadOnlyDictionary<string, string> Labels => Template.Labels;

    /// <summary>
    /// The workload's port behind a Kubernetes service port. A named target port has to be among its ports, or it does not serve
    /// it (null); a number may be replaced by its port of the service port's name.
    /// </summary>
    /// <remarks>Of service ports with one number, for TCP and UDP, the first tells where all of them lead, as in Istio.</remarks>
    /// <param name="service">The service.</param>
    /// <param name="port">One of its ports.</param>
    public int? PortFor(Service service, MeshPort port)
    {
        port = service.Ports.First(declared => declared.Number == port.Number);
        if (port.TargetPortName is { } name)
        {
            return Ports.TryGetValue(name, out var named) && named != 0 ? named : null;
        }

        // Only a target port that the service states can be replaced.
        return port.TargetPort <= 0 ? port.Number : Ports.TryGetValue(port.Name, out var own) && own != 0 ? own : port.TargetPort;
    }

    public static WorkloadInstance OfPod(PodFacts pod, string clusterId) => new()
    {
        Name = pod.Name,
        IsPod = true,
        Ports = pod.PortsByName,
        Template = new()
        {
            Addresses = pod.Addresses,
            Port = 0,
            ServicePortName = "",
            Labels = pod.Labels,
            TlsMode = pod.TlsMode,
            ServiceAccount = pod.ServiceAccount,
            Network = pod.Network,
            Locality = pod.Locality,
            ClusterId = clusterId,
            WorkloadName = pod.WorkloadName,
            Namespace = pod.Namespace,
            HostName = pod.HostName,
            SubDomain = pod.SubDomain,
            NodeName = pod.NodeName,
            Health = EndpointHealth.Healthy,
        },
    };
}
