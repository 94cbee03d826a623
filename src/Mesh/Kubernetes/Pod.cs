using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>What the mesh reads of a Pod, of its spec and of its status.</summary>
public sealed record Pod : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Pod;

    public string ServiceAccountName { get; init; } = "";

    public string NodeName { get; init; } = "";

    public bool HostNetwork { get; init; }

    public string Hostname { get; init; } = "";

    public string Subdomain { get; init; } = "";

    public IReadOnlyList<Container> Containers { get; init; } = [];

    /// <summary>Containers that run first, and native sidecars, which have restart policy <c>Always</c>.</summary>
    public IReadOnlyList<Container> InitContainers { get; init; } = [];

    public IReadOnlyList<PodReadinessGate> ReadinessGates { get; init; } = [];

    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>; empty before the first status.</summary>
    public string Phase { get; init; } = "";

    public string PodIp { get; init; } = "";

    /// <summary>The addresses of both families, the primary one first.</summary>
    public IReadOnlyList<PodAddress> PodIps { get; init; } = [];

    public IReadOnlyList<PodCondition> Conditions { get; init; } = [];

    internal static Pod Read(FieldReader fields)
    {
        var spec = fields.Child("spec");
        var status = fields.Child("status");
        return new Pod
        {
            ServiceAccountName = spec.Text("serviceAccountName"),
            NodeName = spec.Text("nodeName"),
            HostNetwork = spec.Flag("hostNetwork"),
            Hostname = spec.Text("hostname"),
            Subdomain = spec.Text("subdomain"),
            Containers = spec.Messages("containers", Container.Read),
            InitContainers = spec.Messages("initContainers", Container.Read),
            ReadinessGates = spec.Messages("readinessGates", PodReadinessGate.Read),
            Phase = status.Text("phase"),
            PodIp = status.Text("podIP"),
            PodIps = status.Messages("podIPs", PodAddress.Read),
            Conditions = status.Messages("conditions", PodCondition.Read),
        };
    }
}
