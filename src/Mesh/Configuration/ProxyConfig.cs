using System.Collections.ObjectModel;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The configuration of one proxy, as mesh configuration and annotations hold it.</summary>
public sealed record ProxyConfig
{
    public string ConfigPath { get; init; } = "";

    public string BinaryPath { get; init; } = "";

    /// <summary>The proxy's cluster name; null where <see cref="TracingServiceName"/> chooses it.</summary>
    public string? ServiceCluster { get; init; }

    public TracingServiceName? TracingServiceName { get; init; }

    public TimeSpan? DrainDuration { get; init; }

    public string DiscoveryAddress { get; init; } = "";

    public TimeSpan? DiscoveryRefreshDelay { get; init; }

    /// <summary>The older form of a tracer.</summary>
    public string ZipkinAddress { get; init; } = "";

    public string StatsdUdpAddress { get; init; } = "";

    public string EnvoyMetricsServiceAddress { get; init; } = "";

    public int ProxyAdminPort { get; init; }

    public string AvailabilityZone { get; init; } = "";

    public AuthenticationPolicy ControlPlaneAuthPolicy { get; init; }

    public string CustomConfigFile { get; init; } = "";

    public int StatNameLength { get; init; }

    /// <summary>Worker threads: null for one a CPU of the limit, zero for all cores.</summary>
    public int? Concurrency { get; init; }

    public string ProxyBootstrapTemplatePath { get; init; } = "";

    public InboundInterceptionMode InterceptionMode { get; init; }

    public ProxyTracing? Tracing { get; init; }

    public Sds? Sds { get; init; }

    public RemoteService? EnvoyAccessLogService { get; init; }

    public RemoteService? EnvoyMetricsService { get; init; }

    public IReadOnlyDictionary<string, string> ProxyMetadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> RuntimeValues { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public int StatusPort { get; init; }

    public IReadOnlyList<string> ExtraStatTags { get; init; } = [];

    public Topology? GatewayTopology { get; init; }

    public TimeSpan? TerminationDrainDuration { get; init; }

    public string MeshId { get; init; } = "";

    public ReadinessProbe? ReadinessProbe { get; init; }

    public ProxyStatsMatcher? ProxyStatsMatcher { get; init; }

    public bool? HoldApplicationUntilProxyStarts { get; init; }

    public IReadOnlyList<string> CaCertificatesPem { get; init; } = [];

    public ProxyImage? Image { get; init; }

    public PrivateKeyProvider? PrivateKeyProvider { get; init; }

    public ProxyHeaders? ProxyHeaders { get; init; }

    public TimeSpan? FileFlushInterval { get; init; }

    public uint FileFlushMinSizeKb { get; init; }

    public bool? StatsCompression { get; init; }

    public ConnectionSettings? ConnectionSettings { get; init; }

    /// <summary>Overlays the fields that are present; every absent one keeps its value of <paramref name="defaults"/>.</summary>
    internal static ProxyConfig Read(FieldReader fields, ProxyConfig defaults) => defaults with
    {
        ConfigPath = fields.Text("configPath", defaults.ConfigPath),
        BinaryPath = fields.Text("binaryPath", defaults.BinaryPath),
        // The two names share a oneof: setting one clears the other.
        ServiceCluster = fields.TextOrNull("serviceCluster", fields.Has("tracingServiceName") ? null : defaults.ServiceCluster),
        TracingServiceName =
            fields.EnumOrNull<TracingServiceName>("tracingServiceName", fields.Has("serviceCluster") ? null : defaults.TracingServiceName),
        DrainDuration = fields.Duration("drainDuration", defaults.DrainDuration),
        DiscoveryAddress = fields.Text("discoveryAddress", defaults.DiscoveryAddress),
        DiscoveryRefreshDelay = fields.Duration("discoveryRefreshDelay", defaults.DiscoveryRefreshDelay),
        ZipkinAddress = fields.Text("zipkinAddress", defaults.ZipkinAddress),
        StatsdUdpAddress = fields.Text("statsdUdpAddress", defaults.StatsdUdpAddress),
        EnvoyMetricsServiceAddress = fields.Text("envoyMetricsServiceAddress", defaults.EnvoyMetricsServiceAddress),
        ProxyAdminPort = fields.Int32("proxyAdminPort", defaults.ProxyAdminPort),
        AvailabilityZone = fields.Text("availabilityZone", defaults.AvailabilityZone),
        ControlPlaneAuthPolicy = fields.Enum<AuthenticationPolicy>("controlPlaneAuthPolicy", defaults.ControlPlaneAuthPolicy),
        CustomConfigFile = fields.Text("customConfigFile", defaults.CustomConfigFile),
        StatNameLength = fields.Int32("statNameLength", defaults.StatNameLength),
        Concurrency = fields.Int32OrNull("concurrency", defaults.Concurrency),
        ProxyBootstrapTemplatePath = fields.Text("proxyBootstrapTemplatePath", defaults.ProxyBootstrapTemplatePath),
        InterceptionMode = fields.Enum<InboundInterceptionMode>("interceptionMode", defaults.InterceptionMode),
        Tracing = fields.Message("tracing", ProxyTracing.Read, defaults.Tracing),
        Sds = fields.Message("sds", Sds.Read, defaults.Sds),
        EnvoyAccessLogService = fields.Message("envoyAccessLogService", RemoteService.Read, defaults.EnvoyAccessLogService),
        EnvoyMetricsService = fields.Message("envoyMetricsService", RemoteService.Read, defaults.EnvoyMetricsService),
        ProxyMetadata = fields.TextMapOver("proxyMetadata", defaults.ProxyMetadata),
        RuntimeValues = fields.TextMap("runtimeValues", defaults.RuntimeValues),
        StatusPort = fields.Int32("statusPort", defaults.StatusPort),
        ExtraStatTags = fields.Texts("extraStatTags", defaults.ExtraStatTags),
        GatewayTopology = fields.Message("gatewayTopology", Topology.Read, defaults.GatewayTopology),
        TerminationDrainDuration = fields.Duration("terminationDrainDuration", defaults.TerminationDrainDuration),
        MeshId = fields.Text("meshId", defaults.MeshId),
        ReadinessProbe = fields.Message("readinessProbe", ReadinessProbe.Read, defaults.ReadinessProbe),
        ProxyStatsMatcher = fields.Message("proxyStatsMatcher", ProxyStatsMatcher.Read, defaults.ProxyStatsMatcher),
        HoldApplicationUntilProxyStarts = fields.FlagOrNull("holdApplicationUntilProxyStarts", defaults.HoldApplicationUntilProxyStarts),
        CaCertificatesPem = fields.Texts("caCertificatesPem", defaults.CaCertificatesPem),
        Image = fields.Message("image", ProxyImage.Read, defaults.Image),
        PrivateKeyProvider = fields.Message("privateKeyProvider", PrivateKeyProvider.Read, defaults.PrivateKeyProvider),
        ProxyHeaders = fields.Message("proxyHeaders", ProxyHeaders.Read)?.Over(defaults.ProxyHeaders) ?? defaults.ProxyHeaders,
        FileFlushInterval = fields.Duration("fileFlushInterval", defaults.FileFlushInterval),
        FileFlushMinSizeKb = fields.UInt32("fileFlushMinSizeKb", defaults.FileFlushMinSizeKb),
        StatsCompression = fields.FlagOrNull("statsCompression", defaults.StatsCompression),
        ConnectionSettings = fields.Message("connectionSettings", ConnectionSettings.Read, defaults.ConnectionSettings),
    };
}
