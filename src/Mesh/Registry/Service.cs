namespace MeshActors.Mesh.Registry;

/// <summary>
/// A service as the mesh sees it: a Kubernetes Service (merged over the clusters that have it) or one host (and address)
/// of a ServiceEntry. Immutable, compared by reference: an unchanged source gives the same instance, and memoised
/// resources live on that.
/// </summary>
public sealed class Service
{
    public required string Hostname { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The name of the Kubernetes Service; for a ServiceEntry its host name.</summary>
    public required string Name { get; init; }

    public ServiceKey Key => new(Namespace, Hostname);

    public required ServiceRegistry Registry { get; init; }

    public required Resolution Resolution { get; init; }

    public IReadOnlyList<MeshPort> Ports { get; init; } = [];

    /// <summary>True for hosts outside the mesh (ServiceEntry <c>MESH_EXTERNAL</c>, ExternalName).</summary>
    public bool MeshExternal { get; init; }

    /// <summary>The virtual address in the config cluster; <c>0.0.0.0</c> where there is none.</summary>
    public string DefaultAddress { get; init; } = UnspecifiedAddress;

    /// <summary>Virtual addresses by cluster id (both families for dual stack, the primary one first).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ClusterVips { get; init; } = EmptyVips;

    /// <summary>Address allocated for a ServiceEntry that names none; null where not allocated.</summary>
    public string? AutoAllocatedIpv4 { get; init; }

    public string? AutoAllocatedIpv6 { get; init; }

    /// <summary>SPIFFE ids and other names (annotations, ServiceEntry <c>subjectAltNames</c>) declared by the object itself.</summary>
    public IReadOnlyList<string> DeclaredServiceAccounts { get; init; } = [];

    public DateTimeOffset? CreationTime { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = EmptyLabels;

    /// <summary>Which workloads are behind it; empty where endpoints are given otherwise.</summary>
    public IReadOnlyDictionary<string, string> Selector { get; init; } = EmptyLabels;

    /// <summary>Visibility: empty means the mesh default; otherwise namespaces, <c>*</c>, or <c>~</c> (nobody). <c>.</c> is already resolved.</summary>
    public IReadOnlyList<string> ExportTo { get; init; } = [];

    /// <summary>Kubernetes service type, such as <c>ClusterIP</c> or <c>ExternalName</c>; null for a ServiceEntry.</summary>
    public string? KubernetesType { get; init; }

    /// <summary>The target of an ExternalName service.</summary>
    public string? ExternalName { get; init; }

    /// <summary>Kubernetes <c>internalTrafficPolicy: Local</c>.</summary>
    public bool NodeLocal { get; init; }

    public bool PublishNotReadyAddresses { get; init; }

    public TrafficDistribution TrafficDistribution { get; init; }

    /// <summary>Other host names (ExternalName services) that mean this service.</summary>
    public IReadOnlyList<ServiceKey> Aliases { get; init; } = [];

    /// <summary>Load-balancer addresses and external IPs by cluster id, for multi-network gateways.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ExternalAddresses { get; init; } = EmptyVips;

    /// <summary>Node ports by cluster id: service port to node port, for gateways behind node-port services.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<int, int>> NodePorts { get; init; } = EmptyNodePorts;

    /// <summary>The object that defines it: kind is <c>Service</c> or <c>ServiceEntry</c>.</summary>
    public required ObjectReference Source { get; init; }

    public bool IsHeadless => Registry == ServiceRegistry.Kubernetes && Resolution == Resolution.Passthrough;

    public const string UnspecifiedAddress = "0.0.0.0";

    private static readonly IReadOnlyDictionary<string, string> EmptyLabels = new Dictionary<string, string>();
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> EmptyVips = new Dictionary<string, IReadOnlyList<string>>();
    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<int, int>> EmptyNodePorts = new Dictionary<string, IReadOnlyDictionary<int, int>>();
}
