using MeshActors.Actors.Contracts.Objects;
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
    private const string TagLabel = "istio.io/tag";

    /// <summary>DNS suffix of Kubernetes services.</summary>
    public string DomainSuffix { get; init; } = "cluster.local";

    /// <summary>What the installation's environment switches for the mesh.</summary>
    public MeshFeatures Features { get; init; } = MeshFeatures.Default;

    /// <summary>Services and workloads: read from every cluster.</summary>
    public static readonly IReadOnlyList<ResourceKind> RegistryKinds =
    [
        ResourceKinds.Namespace, ResourceKinds.Service, ResourceKinds.EndpointSlice, ResourceKinds.Pod,
    ];

    /// <summary>Configuration: read from the config cluster only. Secrets are read where a proxy asks for one, and nowhere else.</summary>
    public static readonly IReadOnlyList<ResourceKind> ConfigKinds =
    [
        ResourceKinds.VirtualService, ResourceKinds.DestinationRule, ResourceKinds.Gateway, ResourceKinds.ServiceEntry,
        ResourceKinds.WorkloadEntry, ResourceKinds.WorkloadGroup, ResourceKinds.Sidecar, ResourceKinds.EnvoyFilter,
        ResourceKinds.ProxyConfig, ResourceKinds.PeerAuthentication, ResourceKinds.RequestAuthentication,
        ResourceKinds.AuthorizationPolicy, ResourceKinds.Telemetry, ResourceKinds.WasmPlugin, ResourceKinds.TrafficExtension,
    ];

    /// <summary>
    /// Whether a configuration object is this revision's: it names no revision (<c>istio.io/rev</c>), this one, or one of its
    /// tags. A control plane that was given no revision takes all.
    /// </summary>
    public bool Owns(ParsedObject item, IReadOnlyList<string> tags) =>
        !NamesRevision(item) || Revision.Length == 0
        || (item.Meta.Labels[RevisionLabel] is var revision && (revision == Revision || tags.Contains(revision)));

    /// <summary>
    /// Whether this revision tells an object's author what became of it: an object that is read by all revisions is answered for
    /// by the one that its namespace names.
    /// </summary>
    public bool AnswersFor(ObjectMeta item, string namespaceRevision, IReadOnlyList<string> tags) =>
        Revision.Length == 0
        || (item.Labels.GetValueOrDefault(RevisionLabel) ?? namespaceRevision) is var revision
        && (revision.Length == 0 || revision == Revision || tags.Contains(revision));

    /// <summary>The revision that a namespace is labelled with; empty for none.</summary>
    public static string RevisionOf(ObjectMeta ns) => RevisionOf(ns.Labels);

    /// <inheritdoc cref="RevisionOf(ObjectMeta)"/>
    public static string RevisionOf(IReadOnlyDictionary<string, string> namespaceLabels) => namespaceLabels.GetValueOrDefault(RevisionLabel) ?? "";

    /// <summary>Whether it is a configuration object that is for one revision only.</summary>
    public static bool NamesRevision(ParsedObject item) =>
        item.Kind is not null && ConfigKinds.Contains(item.Kind) && item.Meta.Labels.ContainsKey(RevisionLabel);

    /// <summary>The tag that a MutatingWebhookConfiguration, or a Service of the control plane, gives this revision; null for any other.</summary>
    public string? TagOf(ObjectMeta item) =>
        item.Labels.GetValueOrDefault(RevisionLabel) == Revision ? item.Labels.GetValueOrDefault(TagLabel) : null;

    /// <summary>Where revision tags are found: the API server's webhooks, and Services beside the control plane.</summary>
    public IEnumerable<ObjectsTopic> TagTopics => Revision.Length == 0
        ? []
        : [new(ConfigCluster, ResourceKinds.MutatingWebhookConfiguration, ""), new(ConfigCluster, ResourceKinds.Service, SystemNamespace)];

    public IReadOnlyList<string> Clusters => [ConfigCluster, .. RemoteClusters];

    /// <summary>The ConfigMap of the mesh configuration: <c>istio</c>, or <c>istio-REVISION</c>.</summary>
    public string MeshConfigMap => Revision is "" or "default" ? "istio" : "istio-" + Revision;

    /// <summary>The ConfigMap whose mesh configuration lies below that of every revision; empty for none.</summary>
    public string SharedMeshConfigMap { get; init; } = "";

    public IEnumerable<(string Cluster, ResourceKind Kind)> NamespacedWatches =>
        Clusters.SelectMany(cluster => RegistryKinds.Select(kind => (cluster, kind)))
            .Concat(ConfigKinds.Select(kind => (ConfigCluster, kind)));
}
