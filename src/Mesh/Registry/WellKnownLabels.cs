namespace MeshActors.Mesh.Registry;

/// <summary>Labels and annotations of objects that the registry reads or adds to workloads.</summary>
public static class WellKnownLabels
{
    public const string Region = "topology.kubernetes.io/region";
    public const string Zone = "topology.kubernetes.io/zone";
    public const string SubZone = "topology.istio.io/subzone";
    public const string LegacyRegion = "failure-domain.beta.kubernetes.io/region";
    public const string LegacyZone = "failure-domain.beta.kubernetes.io/zone";
    public const string NodeHostname = "kubernetes.io/hostname";
    public const string Cluster = "topology.istio.io/cluster";
    public const string Network = "topology.istio.io/network";
    public const string Locality = "topology.istio.io/locality";
    public const string LegacyLocality = "istio-locality";
    public const string TlsMode = "security.istio.io/tlsMode";
    public const string WorkloadName = "service.istio.io/workload-name";
    public const string CanonicalName = "service.istio.io/canonical-name";
    public const string CanonicalRevision = "service.istio.io/canonical-revision";
    public const string PodTemplateHash = "pod-template-hash";
    public const string RolloutsPodTemplateHash = "rollouts-pod-template-hash";
    public const string GatewayPort = "networking.istio.io/gatewayPort";
    public const string PersistentSession = "istio.io/persistent-session";
    public const string PersistentSessionHeader = "istio.io/persistent-session-header";
    public const string Tunnel = "networking.istio.io/tunnel";

    /// <summary>The one of the tunnels that a <see cref="Tunnel"/> label lists.</summary>
    public const string HttpTunnel = "http";

    public const string Draining = "istio.io/draining";
    public const string EnableAutoAllocateIp = "networking.istio.io/enable-autoallocate-ip";
    public const string SliceService = "kubernetes.io/service-name";
    public const string MultiClusterSliceService = "multicluster.kubernetes.io/service-name";

    public const string ExportToAnnotation = "networking.istio.io/exportTo";
    public const string TrafficDistributionAnnotation = "networking.istio.io/traffic-distribution";
    public const string NodeSelectorAnnotation = "traffic.istio.io/nodeSelector";
    public const string CanonicalServiceAccountsAnnotation = "alpha.istio.io/canonical-serviceaccounts";
    public const string KubernetesServiceAccountsAnnotation = "alpha.istio.io/kubernetes-serviceaccounts";
    public const string AutoRegistrationGroupAnnotation = "istio.io/autoRegistrationGroup";
    public const string HealthChecksAnnotation = "proxy.istio.io/health-checks-enabled";
    public const string ConnectStrategyAnnotation = "istio.io/connect-strategy";
}
