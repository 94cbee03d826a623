using MeshActors.Mesh.Configuration;

namespace MeshActors.Mesh.View;

/// <summary>What has no namespace: mesh configuration, networks and the settings of this installation.</summary>
public sealed record MeshGlobals
{
    public required MeshConfig Mesh { get; init; }

    public required MeshNetworks Networks { get; init; }

    /// <summary>The id of the cluster that holds the configuration.</summary>
    public string ConfigCluster { get; init; } = "Kubernetes";

    /// <summary>DNS suffix of Kubernetes services.</summary>
    public string DomainSuffix { get; init; } = "cluster.local";

    /// <summary>The namespace whose configuration applies to the whole mesh.</summary>
    public string RootNamespace => Mesh.RootNamespace;

    /// <summary>The network of each cluster's default workloads, by cluster id (label of the system namespace).</summary>
    public IReadOnlyDictionary<string, string> ClusterNetworks { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// Further names of the control plane's own revision (tags, <c>istio.io/tag</c>), sorted: what is labelled with one of them is for it.
    /// </summary>
    public IReadOnlyList<string> RevisionTags { get; init; } = [];

    /// <summary>The trust domain of clusters that have another one than <see cref="Mesh"/> says, by cluster id.</summary>
    public IReadOnlyDictionary<string, string> ClusterTrustDomains { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// The addresses of network gateways that are known by name, sorted, as this replica's DNS tells them. Each replica finds them itself:
    /// they do not go over the link.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> GatewayAddresses { get; private init; } =
        System.Collections.Frozen.FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    public MeshGlobals WithGatewayAddresses(IReadOnlyDictionary<string, IReadOnlyList<string>> addresses) => this with { GatewayAddresses = addresses };
}
