using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The configuration of the mesh, as the <c>mesh</c> key of its ConfigMap holds it.</summary>
public sealed record MeshConfig
{
    /// <summary>No field of the configuration: what the installation's environment switches.</summary>
    public MeshFeatures Features { get; init; } = MeshFeatures.Default;

    public int ProxyListenPort { get; init; }

    public int ProxyInboundListenPort { get; init; }

    /// <summary>The port of an HTTP proxy for the workload; zero for none.</summary>
    public int ProxyHttpPort { get; init; }

    /// <summary>The time limit of TCP connections to services that set none.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    public TimeSpan? HboneIdleTimeout { get; init; }

    /// <summary>Zero for waiting without end.</summary>
    public TimeSpan? ProtocolDetectionTimeout { get; init; }

    public TcpKeepalive? TcpKeepalive { get; init; }

    public string IngressClass { get; init; } = "";

    public string IngressService { get; init; } = "";

    public IngressControllerMode IngressControllerMode { get; init; }

    public string IngressSelector { get; init; } = "";

    public bool EnableTracing { get; init; }

    public string AccessLogFile { get; init; } = "";

    public string AccessLogFormat { get; init; } = "";

    public AccessLogEncoding AccessLogEncoding { get; init; }

    public bool EnableEnvoyAccessLogService { get; init; }

    public bool DisableEnvoyListenerLog { get; init; }

    /// <summary>What proxies take where neither annotation nor resource says otherwise.</summary>
    public ProxyConfig DefaultConfig { get; init; } = new();

    public MeshOutboundTrafficPolicy? OutboundTrafficPolicy { get; init; }

    public MeshInboundTrafficPolicy? InboundTrafficPolicy { get; init; }

    public IReadOnlyList<ConfigSource> ConfigSources { get; init; } = [];

    public bool? EnableAutoMtls { get; init; }

    public string TrustDomain { get; init; } = "";

    /// <summary>Further trust domains whose identities count as the mesh's own; sorted.</summary>
    public IReadOnlyList<string> TrustDomainAliases { get; init; } = [];

    public IReadOnlyList<CertificateData> CaCertificates { get; init; } = [];

    public IReadOnlyList<string> DefaultServiceExportTo { get; init; } = [];

    public IReadOnlyList<string> DefaultVirtualServiceExportTo { get; init; } = [];

    public IReadOnlyList<string> DefaultDestinationRuleExportTo { get; init; } = [];

    public string RootNamespace { get; init; } = "";

    public LocalityLoadBalancerSetting? LocalityLbSetting { get; init; }

    public ZoneAwareLoadBalancerSetting? ZoneAwareLbSetting { get; init; }

    public TimeSpan? DnsRefreshRate { get; init; }

    public MeshH2UpgradePolicy H2UpgradePolicy { get; init; }

    public string InboundClusterStatName { get; init; } = "";

    public string OutboundClusterStatName { get; init; } = "";

    /// <summary>No longer used by Istio.</summary>
    public IReadOnlyList<Certificate> Certificates { get; init; } = [];

    public IReadOnlyList<ServiceSettings> ServiceSettings { get; init; } = [];

    public IReadOnlyList<ServiceScopeConfigs> ServiceScopeConfigs { get; init; } = [];

    public bool? EnablePrometheusMerge { get; init; }

    /// <summary>No longer used by Istio.</summary>
    public bool? VerifyCertificateAtClient { get; init; }

    public CertificateAuthority? Ca { get; init; }

    public IReadOnlyList<ExtensionProvider> ExtensionProviders { get; init; } = [];

    public DefaultProviders DefaultProviders { get; init; } = new();

    /// <summary>Alternatives for the namespaces that the mesh reads; none for all.</summary>
    public IReadOnlyList<LabelSelector> DiscoverySelectors { get; init; } = [];

    public ProxyPathNormalization? PathNormalization { get; init; }

    public HttpRetry? DefaultHttpRetryPolicy { get; init; }

    public TlsConfig? MeshMtls { get; init; }

    public TlsConfig? TlsDefaults { get; init; }

    public DefaultTrafficPolicy? DefaultTrafficPolicy { get; init; }

    public ServiceEntryVisibility? ServiceEntryVisibility { get; init; }

    public HttpRetry? DefaultInboundHttpRetryPolicy { get; init; }

    /// <summary>Overlays the fields that are present; every absent one keeps its value of <paramref name="defaults"/>.</summary>
    internal static MeshConfig Read(FieldReader fields, MeshConfig defaults) => defaults with
    {
        ProxyListenPort = fields.Int32("proxyListenPort", defaults.ProxyListenPort),
        ProxyInboundListenPort = fields.Int32("proxyInboundListenPort", defaults.ProxyInboundListenPort),
        ProxyHttpPort = fields.Int32("proxyHttpPort", defaults.ProxyHttpPort),
        ConnectTimeout = fields.Duration("connectTimeout", defaults.ConnectTimeout),
        HboneIdleTimeout = fields.Duration("hboneIdleTimeout", defaults.HboneIdleTimeout),
        ProtocolDetectionTimeout = fields.Duration("protocolDetectionTimeout", defaults.ProtocolDetectionTimeout),
        TcpKeepalive = fields.Message("tcpKeepalive", TcpKeepalive.Read, defaults.TcpKeepalive),
        IngressClass = fields.Text("ingressClass", defaults.IngressClass),
        IngressService = fields.Text("ingressService", defaults.IngressService),
        IngressControllerMode = fields.Enum<IngressControllerMode>("ingressControllerMode", defaults.IngressControllerMode),
        IngressSelector = fields.Text("ingressSelector", defaults.IngressSelector),
        EnableTracing = fields.Flag("enableTracing", defaults.EnableTracing),
        AccessLogFile = fields.Text("accessLogFile", defaults.AccessLogFile),
        AccessLogFormat = fields.Text("accessLogFormat", defaults.AccessLogFormat),
        AccessLogEncoding = fields.Enum<AccessLogEncoding>("accessLogEncoding", defaults.AccessLogEncoding),
        EnableEnvoyAccessLogService = fields.Flag("enableEnvoyAccessLogService", defaults.EnableEnvoyAccessLogService),
        DisableEnvoyListenerLog = fields.Flag("disableEnvoyListenerLog", defaults.DisableEnvoyListenerLog),
        DefaultConfig = fields.Overlay("defaultConfig", ProxyConfig.Read, defaults.DefaultConfig),
        OutboundTrafficPolicy = fields.Message("outboundTrafficPolicy", MeshOutboundTrafficPolicy.Read, defaults.OutboundTrafficPolicy),
        InboundTrafficPolicy = fields.Message("inboundTrafficPolicy", MeshInboundTrafficPolicy.Read, defaults.InboundTrafficPolicy),
        ConfigSources = fields.Messages("configSources", ConfigSource.Read, defaults.ConfigSources),
        EnableAutoMtls = fields.FlagOrNull("enableAutoMtls", defaults.EnableAutoMtls),
        TrustDomain = fields.Text("trustDomain", defaults.TrustDomain),
        TrustDomainAliases = [.. fields.Texts("trustDomainAliases").Union(defaults.TrustDomainAliases).Order(StringComparer.Ordinal)],
        CaCertificates = fields.Messages("caCertificates", CertificateData.Read, defaults.CaCertificates),
        DefaultServiceExportTo = fields.Texts("defaultServiceExportTo", defaults.DefaultServiceExportTo),
        DefaultVirtualServiceExportTo = fields.Texts("defaultVirtualServiceExportTo", defaults.DefaultVirtualServiceExportTo),
        DefaultDestinationRuleExportTo = fields.Texts("defaultDestinationRuleExportTo", defaults.DefaultDestinationRuleExportTo),
        RootNamespace = fields.Text("rootNamespace", defaults.RootNamespace),
        LocalityLbSetting = fields.Message("localityLbSetting", LocalityLoadBalancerSetting.Read, defaults.LocalityLbSetting),
        ZoneAwareLbSetting = fields.Message("zoneAwareLbSetting", ZoneAwareLoadBalancerSetting.Read, defaults.ZoneAwareLbSetting),
        DnsRefreshRate = fields.Duration("dnsRefreshRate", defaults.DnsRefreshRate),
        H2UpgradePolicy = fields.Enum<MeshH2UpgradePolicy>("h2UpgradePolicy", defaults.H2UpgradePolicy),
        InboundClusterStatName = fields.Text("inboundClusterStatName", defaults.InboundClusterStatName),
        OutboundClusterStatName = fields.Text("outboundClusterStatName", defaults.OutboundClusterStatName),
        Certificates = fields.Messages("certificates", Certificate.Read, defaults.Certificates),
        ServiceSettings = fields.Messages("serviceSettings", Mesh.Configuration.ServiceSettings.Read, defaults.ServiceSettings),
        ServiceScopeConfigs =
            fields.Messages("serviceScopeConfigs", Mesh.Configuration.ServiceScopeConfigs.Read, defaults.ServiceScopeConfigs),
        EnablePrometheusMerge = fields.FlagOrNull("enablePrometheusMerge", defaults.EnablePrometheusMerge),
        VerifyCertificateAtClient = fields.FlagOrNull("verifyCertificateAtClient", defaults.VerifyCertificateAtClient),
        Ca = fields.Message("ca", CertificateAuthority.Read, defaults.Ca),
        ExtensionProviders =
            ExtensionProvider.Merge(defaults.ExtensionProviders, fields.Messages("extensionProviders", ExtensionProvider.Read)),
        DefaultProviders = fields.Overlay("defaultProviders", DefaultProviders.Read, defaults.DefaultProviders),
        DiscoverySelectors = fields.Messages("discoverySelectors", LabelSelector.Read, defaults.DiscoverySelectors),
        PathNormalization = fields.Message("pathNormalization", ProxyPathNormalization.Read, defaults.PathNormalization),
        DefaultHttpRetryPolicy = fields.Message("defaultHttpRetryPolicy", HttpRetry.Read, defaults.DefaultHttpRetryPolicy),
        MeshMtls = fields.Message("meshMTLS", TlsConfig.Read, defaults.MeshMtls),
        TlsDefaults = fields.Message("tlsDefaults", TlsConfig.Read, defaults.TlsDefaults),
        DefaultTrafficPolicy = fields.Message("defaultTrafficPolicy", DefaultTrafficPolicy.Read, defaults.DefaultTrafficPolicy),
        ServiceEntryVisibility = fields.Message("serviceEntryVisibility", ServiceEntryVisibility.Read, defaults.ServiceEntryVisibility),
        DefaultInboundHttpRetryPolicy =
            fields.Message("defaultInboundHttpRetryPolicy", HttpRetry.Read, defaults.DefaultInboundHttpRetryPolicy),
    };
}
