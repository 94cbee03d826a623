using Envoy.Config.Cluster.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// What clusters read of a proxy, and no more: proxies with an equal view share their clusters. Compared by value.
/// </summary>
public sealed record ClusterView
{
    public required ProxyType Type { get; init; }

    public required DnsFamily DnsFamily { get; init; }

    /// <summary>Certificate files that the proxy's metadata names (<c>TLS_CLIENT_*</c>); null where it names none.</summary>
    public MetadataCertificates? Certificates { get; init; }

    public bool PreserveHeaderCase { get; init; }

    /// <summary>A socket of an external secret server is mounted (<c>credential</c> metadata).</summary>
    public bool CredentialSocket { get; init; }

    /// <summary>The same, for secrets in files.</summary>
    public bool FileCredentialSocket { get; init; }

    /// <summary>Stock Envoy has no metadata exchange filter, and no agent to fetch workload certificates from.</summary>
    public bool StockEnvoy { get; init; }

    public bool IsSidecar => Type == ProxyType.Sidecar;

    public static ClusterView Of(ProxyNode node, MeshConfig mesh) => new()
    {
        Type = node.Type,
        DnsFamily = DnsFamilies.Of(node, mesh.Features),
        Certificates = MetadataCertificates.Of(node),
        PreserveHeaderCase = (node.ProxyConfig ?? mesh.DefaultConfig).ProxyHeaders?.PreserveHttp1HeaderCase ?? false,
        CredentialSocket = node.MetadataText("credential") == "true",
        FileCredentialSocket = node.MetadataText("credentialFile") == "true",
        StockEnvoy = node.IsStockEnvoy,
    };
}

/// <summary>Which addresses DNS clusters ask for.</summary>
public enum DnsFamily
{
    V4Only,
    V6Only,
    All,
}

/// <summary>Files of a client certificate, as the node's metadata names them.</summary>
public sealed record MetadataCertificates(string Chain, string Key, string Root)
{
    public static MetadataCertificates? Of(ProxyNode node) =>
        node.MetadataText("TLS_CLIENT_CERT_CHAIN") is { Length: > 0 } chain
            ? new(chain, node.MetadataText("TLS_CLIENT_KEY") ?? "", node.MetadataText("TLS_CLIENT_ROOT_CERT") ?? "")
            : null;
}

/// <summary>Derives the DNS family from a proxy's own addresses.</summary>
internal static class DnsFamilies
{
    /// <summary>Proxies with both families keep to IPv4 while dual stack is off, as in Istio.</summary>
    public static DnsFamily Of(ProxyNode node, MeshFeatures features) => node switch
    {
        { HasIpv6: true, HasIpv4: true } when features.DualStack => DnsFamily.All,
        { HasIpv6: true, HasIpv4: false } => features.Ipv4BesideIpv6 ? DnsFamily.All : DnsFamily.V6Only,
        _ => DnsFamily.V4Only,
    };

    public static Cluster.Types.DnsLookupFamily ToEnvoy(this DnsFamily family) => family switch
    {
        DnsFamily.V6Only => Cluster.Types.DnsLookupFamily.V6Only,
        DnsFamily.All => Cluster.Types.DnsLookupFamily.All,
        _ => Cluster.Types.DnsLookupFamily.V4Only,
    };
}
