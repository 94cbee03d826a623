using System.Collections.Frozen;

namespace MeshActors.Mesh.Objects;

/// <summary>The kinds that the control plane reads or names.</summary>
public static class ResourceKinds
{
    private const string Networking = "networking.istio.io";
    private const string Security = "security.istio.io";
    private const string GatewayApi = "gateway.networking.k8s.io";

    public static ResourceKind Service { get; } = new("", "Service", "services", true);

    public static ResourceKind Pod { get; } = new("", "Pod", "pods", true);

    public static ResourceKind Node { get; } = new("", "Node", "nodes", false);

    public static ResourceKind Namespace { get; } = new("", "Namespace", "namespaces", false);

    public static ResourceKind Secret { get; } = new("", "Secret", "secrets", true);

    public static ResourceKind ConfigMap { get; } = new("", "ConfigMap", "configmaps", true);

    public static ResourceKind ServiceAccount { get; } = new("", "ServiceAccount", "serviceaccounts", true);

    public static ResourceKind EndpointSlice { get; } = new("discovery.k8s.io", "EndpointSlice", "endpointslices", true);

    public static ResourceKind Deployment { get; } = new("apps", "Deployment", "deployments", true);

    public static ResourceKind Ingress { get; } = new("networking.k8s.io", "Ingress", "ingresses", true);

    public static ResourceKind IngressClass { get; } = new("networking.k8s.io", "IngressClass", "ingressclasses", false);

    public static ResourceKind MutatingWebhookConfiguration { get; } =
        new("admissionregistration.k8s.io", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", false);

    public static ResourceKind VirtualService { get; } = new(Networking, "VirtualService", "virtualservices", true);

    public static ResourceKind DestinationRule { get; } = new(Networking, "DestinationRule", "destinationrules", true);

    public static ResourceKind Gateway { get; } = new(Networking, "Gateway", "gateways", true);

    public static ResourceKind ServiceEntry { get; } = new(Networking, "ServiceEntry", "serviceentries", true);

    public static ResourceKind WorkloadEntry { get; } = new(Networking, "WorkloadEntry", "workloadentries", true);

    public static ResourceKind WorkloadGroup { get; } = new(Networking, "WorkloadGroup", "workloadgroups", true);

    public static ResourceKind Sidecar { get; } = new(Networking, "Sidecar", "sidecars", true);

    public static ResourceKind EnvoyFilter { get; } = new(Networking, "EnvoyFilter", "envoyfilters", true);

    public static ResourceKind ProxyConfig { get; } = new(Networking, "ProxyConfig", "proxyconfigs", true);

    public static ResourceKind PeerAuthentication { get; } = new(Security, "PeerAuthentication", "peerauthentications", true);

    public static ResourceKind RequestAuthentication { get; } = new(Security, "RequestAuthentication", "requestauthentications", true);

    public static ResourceKind AuthorizationPolicy { get; } = new(Security, "AuthorizationPolicy", "authorizationpolicies", true);

    public static ResourceKind Telemetry { get; } = new("telemetry.istio.io", "Telemetry", "telemetries", true);

    public static ResourceKind WasmPlugin { get; } = new("extensions.istio.io", "WasmPlugin", "wasmplugins", true);

    public static ResourceKind TrafficExtension { get; } = new("extensions.istio.io", "TrafficExtension", "trafficextensions", true);

    public static ResourceKind GatewayClass { get; } = new(GatewayApi, "GatewayClass", "gatewayclasses", false);

    /// <summary>The Gateway API's Gateway, which shares its name with Istio's.</summary>
    public static ResourceKind KubernetesGateway { get; } = new(GatewayApi, "Gateway", "gateways", true);

    public static ResourceKind HttpRoute { get; } = new(GatewayApi, "HTTPRoute", "httproutes", true);

    public static ResourceKind GrpcRoute { get; } = new(GatewayApi, "GRPCRoute", "grpcroutes", true);

    public static ResourceKind TcpRoute { get; } = new(GatewayApi, "TCPRoute", "tcproutes", true);

    public static ResourceKind TlsRoute { get; } = new(GatewayApi, "TLSRoute", "tlsroutes", true);

    public static ResourceKind ReferenceGrant { get; } = new(GatewayApi, "ReferenceGrant", "referencegrants", true);

    public static ResourceKind BackendTlsPolicy { get; } = new(GatewayApi, "BackendTLSPolicy", "backendtlspolicies", true);

    public static ResourceKind ListenerSet { get; } = new(GatewayApi, "ListenerSet", "listenersets", true);

    /// <summary>Every kind above.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        Service, Pod, Node, Namespace, Secret, ConfigMap, ServiceAccount, EndpointSlice, Deployment, Ingress, IngressClass,
        MutatingWebhookConfiguration,
        VirtualService, DestinationRule, Gateway, ServiceEntry, WorkloadEntry, WorkloadGroup, Sidecar, EnvoyFilter, ProxyConfig,
        PeerAuthentication, RequestAuthentication, AuthorizationPolicy, Telemetry, WasmPlugin, TrafficExtension,
        GatewayClass, KubernetesGateway, HttpRoute, GrpcRoute, TcpRoute, TlsRoute, ReferenceGrant, BackendTlsPolicy, ListenerSet,
    ];

    private static readonly FrozenDictionary<(string Group, string Kind), ResourceKind> ByName =
        All.ToFrozenDictionary(kind => (kind.Group, kind.Kind));

    /// <summary>Finds a kind by its group and name, or returns null where the control plane does not know it.</summary>
    public static ResourceKind? Find(string group, string kind) => ByName.GetValueOrDefault((group, kind));

    /// <summary>Finds a kind by an object's <c>apiVersion</c> and <c>kind</c>, whatever the version.</summary>
    public static ResourceKind? FindVersioned(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return Find(slash < 0 ? "" : apiVersion[..slash], kind);
    }
}
