namespace MeshActors.Mesh.Configuration;

/// <summary>What holds where the mesh configuration says nothing: Istio's own defaults.</summary>
public static class MeshConfigDefaults
{
    /// <summary>The defaults of a proxy's own configuration.</summary>
    public static ProxyConfig Proxy { get; } = new()
    {
        ConfigPath = "./etc/istio/proxy",
        BinaryPath = "/usr/local/bin/envoy",
        ServiceCluster = "istio-proxy",
        DrainDuration = TimeSpan.FromSeconds(45),
        TerminationDrainDuration = TimeSpan.FromSeconds(5),
        ProxyAdminPort = 15000,
        ControlPlaneAuthPolicy = AuthenticationPolicy.MutualTls,
        DiscoveryAddress = "istiod.istio-system.svc:15012",
        StatNameLength = 189,
        StatusPort = 15020,
    };

    /// <summary>The defaults of the mesh.</summary>
    public static MeshConfig Mesh { get; } = new()
    {
        EnableTracing = true,
        ProtocolDetectionTimeout = TimeSpan.Zero,
        IngressService = "istio-ingressgateway",
        IngressControllerMode = IngressControllerMode.Strict,
        IngressClass = "istio",
        TrustDomain = "cluster.local",
        EnableAutoMtls = true,
        OutboundTrafficPolicy = new() { Mode = MeshOutboundTrafficPolicyMode.AllowAny },
        InboundTrafficPolicy = new() { Mode = MeshInboundTrafficPolicyMode.Passthrough },
        LocalityLbSetting = new() { Enabled = true },
        DefaultConfig = Proxy,
        RootNamespace = "istio-system",
        ProxyListenPort = 15001,
        ProxyInboundListenPort = 15006,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        DefaultServiceExportTo = ["*"],
        DefaultVirtualServiceExportTo = ["*"],
        DefaultDestinationRuleExportTo = ["*"],
        // Applies to failed lookups alone, where Envoy knows no TTL; a minute spares the DNS servers.
        DnsRefreshRate = TimeSpan.FromSeconds(60),
        EnablePrometheusMerge = true,
        ExtensionProviders =
        [
            new() { Name = "prometheus", Prometheus = new() },
            new() { Name = "stackdriver", Stackdriver = new() },
            new() { Name = "envoy", EnvoyFileAccessLog = new() { Path = "/dev/stdout" } },
        ],
    };
}
