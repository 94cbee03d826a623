using System.Collections.Immutable;
using System.Net;
using MeshActors.Kubernetes.Embedded.Workloads.Nodes;

namespace MeshActors.Kubernetes.Embedded.Workloads;

/// <summary>The make-believe cluster that workloads run on.</summary>
public sealed record WorkloadOptions
{
    /// <summary>Every pod listens on an address of its own from here: loopback, or another range routed to this machine.</summary>
    public IPNetwork PodCidr { get; init; } = IPNetwork.Parse("127.10.0.0/16");

    /// <summary>For Services that the API server gave no address.</summary>
    public IPNetwork ServiceCidr { get; init; } = IPNetwork.Parse("127.96.0.0/16");

    public ImmutableArray<SimulatedNode> Nodes { get; init; } =
    [
        new("node-1", "region-1", "zone-a", IPAddress.Parse("127.0.1.1")),
        new("node-2", "region-1", "zone-b", IPAddress.Parse("127.0.1.2")),
        new("node-3", "region-2", "zone-c", IPAddress.Parse("127.0.1.3")),
    ];

    /// <summary>
    /// How long a deleted pod goes on serving after its endpoints are withdrawn, so that clients learn of it before the
    /// port closes. At most the pod's own grace period.
    /// </summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(3);
}
