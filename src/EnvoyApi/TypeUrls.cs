namespace MeshActors.EnvoyApi;

/// <summary>The type URLs that proxies subscribe to.</summary>
public static class TypeUrls
{
    public const string Cluster = EnvoyAny.TypePrefix + "envoy.config.cluster.v3.Cluster";
    public const string Endpoint = EnvoyAny.TypePrefix + "envoy.config.endpoint.v3.ClusterLoadAssignment";
    public const string Listener = EnvoyAny.TypePrefix + "envoy.config.listener.v3.Listener";
    public const string Route = EnvoyAny.TypePrefix + "envoy.config.route.v3.RouteConfiguration";
    public const string Secret = EnvoyAny.TypePrefix + "envoy.extensions.transport_sockets.tls.v3.Secret";
    public const string ExtensionConfig = EnvoyAny.TypePrefix + "envoy.config.core.v3.TypedExtensionConfig";
    public const string NameTable = EnvoyAny.TypePrefix + "istio.networking.nds.v1.NameTable";

    /// <summary>Workloads and services together: what a ztunnel asks for.</summary>
    public const string Address = EnvoyAny.TypePrefix + "istio.workload.Address";

    /// <summary>Workloads alone: the same resources without services.</summary>
    public const string Workload = EnvoyAny.TypePrefix + "istio.workload.Workload";

    public const string Authorization = EnvoyAny.TypePrefix + "istio.security.Authorization";

    public const string ClientConfig = EnvoyAny.TypePrefix + "envoy.service.status.v3.ClientConfig";
}
