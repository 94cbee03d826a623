using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config;

/// <summary>Which kinds are watched in which clusters.</summary>
/// <param name="ConfigCluster">The cluster that holds the configuration.</param>
/// <param name="RemoteClusters">Others, whose services and workloads take part.</param>
/// <param name="SystemNamespace">Where the control plane and its ConfigMaps live.</param>
/// <param name="Revision">The control plane's revision; empty or <c>default</c> for the default one.</param>
public sealed record WatchPlan(
    string ConfigCluster, IReadOnlyList<string> RemoteClusters, string SystemNamespace, string Revision = "")
{
    private const string RevisionLabel = "istio.io/rev";

    /// <summary>DNS suffix of Kubernetes services.</summary>
    public string DomainSuffix { get; init; } = "cluster.local";

    /// <summary>What the installation's environment switches for the mesh.</summary>
    public MeshFeatures Features { get; init; } = MeshFeatures.Default;

    /// <summary>Services and workloads: read from every cluster.</summary>
    public static readonly IReadOnlyList<ResourceKind> RegistryKinds =
    [
        ResourceKinds.Namespace, ResourceKinds.Service, ResourceKinds.EndpointSlice, ResourceKinds.Pod,
    ];

    /// <summary>Configuration: read from the config cluster only.</summary>
    public static readonly IReadOnlyList<ResourceKind> ConfigKinds =
    [
        ResourceKinds.VirtualService, ResourceKinds.DestinationRule, ResourceKinds.Gateway, ResourceKinds.ServiceEntry,
        ResourceKinds.WorkloadEntry, ResourceKinds.WorkloadGroup, ResourceKinds.Sidecar, ResourceKinds.EnvoyFilter,
        ResourceKinds.ProxyConfig, ResourceKinds.PeerAuthentication, ResourceKinds.RequestAuthentication,
        ResourceKinds.AuthorizationPolicy, ResourceKinds.Telemetry, ResourceKinds.WasmPlugin, ResourceKinds.TrafficExtension,
        ResourceKinds.Secret,
    ];

    /// <summary>
    /// Whether a configuration object is this revision's: it names no revision (<c>istio.io/rev</c>), or this one. A control
    /// plane that was given no revision takes all.
    /// </summary>
    public bool Owns(ParsedObject item) =>
        item.Kind is null || !ConfigKinds.Contains(item.Kind) || item.Kind == ResourceKinds.Secret
        || !item.Meta.Labels.TryGetValue(RevisionLabel, out var revision)
        || Revision.Length == 0 || revision == Revision;

    public IReadOnlyList<string> Clusters => [ConfigCluster, .. RemoteClusters];

    /// <summary>The ConfigMap of the mesh configuration: <c>istio</c>, or <c>istio-REVISION</c>.</summary>
    public string MeshConfigMap => Revision is "" or "default" ? "istio" : "istio-" + Revision;

    public IEnumerable<(string Cluster, ResourceKind Kind)> NamespacedWatches =>
        Clusters.SelectMany(cluster => RegistryKinds.Select(kind => (cluster, kind)))
            .Concat(ConfigKinds.Select(kind => (ConfigCluster, kind)));
}
