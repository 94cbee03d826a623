using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Everything that decides a load assignment besides the service's endpoints: what of the cluster, of the rules for it and of
/// the asking proxy matters, and no more, so that proxies share answers. Compared by value; holds plain data only, so that it
/// can travel to the service's owner.
/// </summary>
public sealed record EndpointQuery
{
    /// <summary>The cluster's name, which the load assignment carries.</summary>
    public required string ClusterName { get; init; }

    /// <summary>The service; null where the proxy knows none of that name, which makes the assignment empty.</summary>
    public ServiceKey? Service { get; init; }

    /// <summary>The service port's name; null where there is no such port, or the service is resolved by DNS: empty then.</summary>
    public string? PortName { get; init; }

    /// <summary>
    /// The service port's number for assignments inside DNS clusters, where endpoints match by number and may be names; 0 for
    /// all others.
    /// </summary>
    public int InlinePort { get; init; }

    public ValueList<KeyValuePair<string, string>> SubsetLabels { get; init; } = [];

    /// <summary>Only endpoints of this cluster (cluster-local hosts); null for all.</summary>
    public string? OnlyCluster { get; init; }

    /// <summary>Only endpoints on this node (<c>internalTrafficPolicy: Local</c>); null for all.</summary>
    public string? OnlyNode { get; init; }

    /// <summary>Networks that the proxy asked for; empty for all.</summary>
    public ValueList<string> Networks { get; init; } = [];

    /// <summary>Only endpoints like the proxy itself (the cluster <c>local_cluster</c>); null for all.</summary>
    public SelfDiscovery? Self { get; init; }

    /// <summary>Whether endpoints that are not ready are sent, as unhealthy.</summary>
    public bool KeepsUnhealthy { get; init; }

    /// <summary>Whether endpoints that shut down are sent, as draining.</summary>
    public bool KeepsDraining { get; init; }

    /// <summary>Whether endpoints without mutual TLS are left out: behind a gateway that passes TLS through nobody could tell.</summary>
    public bool OnlyMutualTls { get; init; }

    /// <summary>Which endpoints are sent mutual TLS.</summary>
    public required MutualTlsRules MutualTls { get; init; }

    /// <summary>How other networks are reached; null in a mesh without network gateways.</summary>
    public NetworkPaths? Paths { get; init; }

    /// <summary>Weights and priorities by place; null where none apply.</summary>
    public LocalityPlan? Locality { get; init; }

    /// <summary>Whether the proxy can send through HBONE tunnels to workloads that have no other way to take mutual TLS.</summary>
    public bool CanTunnel { get; init; }

    /// <summary>Whether endpoints do without what telemetry wants to know of their workloads.</summary>
    public bool OmitsWorkloads { get; init; }

    /// <summary>The label of workloads that drain; null for the one that <see cref="WorkloadTraits"/> know, empty for none.</summary>
    public string? DrainingLabel { get; init; }

    /// <summary>What endpoints are called for telemetry, instead of by their workloads' own labels; null for those of the mesh.</summary>
    public ExternalIdentity? External { get; init; }

    /// <summary>Whether the answer is empty whatever endpoints there are.</summary>
    public bool IsEmpty => Service is null || (PortName is null && InlinePort == 0);

    /// <summary>What tells most queries apart.</summary>
    public override int GetHashCode() => HashCode.Combine(ClusterName, Locality, MutualTls.Commanded);
}

/// <summary>What makes an endpoint one of the proxy's own workload.</summary>
/// <param name="WorkloadName">The workload.</param>
/// <param name="PodTemplateHash">Its ReplicaSet, by the label of that name.</param>
/// <param name="RolloutsPodTemplateHash">The same for Argo Rollouts.</param>
/// <param name="Region">The proxy's region.</param>
public sealed record SelfDiscovery(string WorkloadName, string PodTemplateHash, string RolloutsPodTemplateHash, string Region);
