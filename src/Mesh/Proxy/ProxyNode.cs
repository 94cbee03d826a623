namespace MeshActors.Mesh.Proxy;

/// <summary>
/// What a data plane says of itself in its node, parsed once a connection. Immutable. Translators never take it whole:
/// they take what of it they read, so that proxies which do not differ in that share the result.
/// </summary>
public sealed record ProxyNode
{
    public required string Id { get; init; }

    public required ProxyType Type { get; init; }

    /// <summary>The proxy's addresses, primary first.</summary>
    public required IReadOnlyList<string> IpAddresses { get; init; }

    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its workload's (pod's) name.</summary>
    public string Name { get; init; } = "";

    public string WorkloadName { get; init; } = "";

    /// <summary>The node's <c>cluster</c>: the name of its service in spans (<c>reviews.default</c>).</summary>
    public string ServiceCluster { get; init; } = "";

    public string DnsDomain { get; init; } = "";

    public string ClusterId { get; init; } = "";

    public string Network { get; init; } = "";

    public ProxyLocality Locality { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    /// <summary>The labels as the proxy reports them (<c>LABELS</c>), whatever the registry knows.</summary>
    public IReadOnlyDictionary<string, string> ReportedLabels
    {
        get => field ?? Labels;
        init;
    }

    /// <summary>Labels that somebody set for the proxy itself (<c>STATIC_LABELS</c>).</summary>
    public IReadOnlyDictionary<string, string> StaticLabels { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    public string ServiceAccount { get; init; } = "";

    /// <summary>SPIFFE id that the secure stream has verified; null on a plaintext stream.</summary>
    public string? VerifiedIdentity { get; init; }

    public IstioVersion IstioVersion { get; init; } = IstioVersion.Newest;

    public InterceptionMode InterceptionMode { get; init; }

    /// <summary>The node's <c>GENERATOR</c>: <c>grpc</c> for proxyless gRPC, empty for Envoy.</summary>
    public string Generator { get; init; } = "";

    public bool IsProxylessGrpc => Generator == "grpc";

    /// <summary>Container ports (<c>POD_PORTS</c>) for TCP by name, for target ports that are names.</summary>
    public IReadOnlyDictionary<string, int> PodPorts { get; init; } = System.Collections.Frozen.FrozenDictionary<string, int>.Empty;

    /// <summary>Those for UDP.</summary>
    public IReadOnlyDictionary<string, int> PodUdpPorts { get; init; } = System.Collections.Frozen.FrozenDictionary<string, int>.Empty;

    /// <summary>The networks whose endpoints it wants (<c>REQUESTED_NETWORK_VIEW</c>); empty means all.</summary>
    public IReadOnlyList<string> RequestedNetworks { get; init; } = [];

    public string NodeName { get; init; } = "";

    /// <summary>False for a pod that may not bind ports below 1024 (<c>UNPRIVILEGED_POD</c>).</summary>
    public bool MayBindPrivilegedPorts { get; init; } = true;

    /// <summary>
    /// The Envoy extensions that the proxy reports. Null (absent or empty list) means istio-proxy; otherwise a
    /// proxy is sent only what is in the list.
    /// </summary>
    public IReadOnlySet<string>? Extensions { get; init; }

    /// <summary>True for an Envoy that lacks Istio's own extensions.</summary>
    public bool IsStockEnvoy => Extensions is not null && !Extensions.Contains("istio.stats") && !Extensions.Contains("envoy.filters.http.peer_metadata");

    /// <summary>The proxy configuration that the node carries (<c>PROXY_CONFIG</c>), over the mesh's defaults; null where it carries none.</summary>
    public Configuration.ProxyConfig? ProxyConfig { get; init; }

    /// <summary>All other metadata, as given: proto JSON values by key.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.JsonElement> Metadata { get; init; } =
        System.Collections.Frozen.FrozenDictionary<string, System.Text.Json.JsonElement>.Empty;

    public bool HasIpv4 { get; init; } = true;

    public bool HasIpv6 { get; init; }

    /// <summary>A metadata value as text, or null.</summary>
    public string? MetadataText(string key) =>
        Metadata.TryGetValue(key, out var value)
            ? value.ValueKind == System.Text.Json.JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;

    /// <summary>A metadata value as a flag: <c>true</c>, <c>"true"</c>, <c>"1"</c>.</summary>
    public bool MetadataFlag(string key, bool whenAbsent = false) => MetadataText(key) switch
    {
        null or "" => whenAbsent,
        "true" or "1" or "True" or "TRUE" or "t" or "T" => true,
        _ => false,
    };
}

/// <summary>Region, zone and subzone; empty where unknown.</summary>
public readonly record struct ProxyLocality(string Region, string Zone, string SubZone)
{
    public override string ToString() => SubZone is { Length: > 0 } ? $"{Region}/{Zone}/{SubZone}" : Zone is { Length: > 0 } ? $"{Region}/{Zone}" : Region ?? "";
}
