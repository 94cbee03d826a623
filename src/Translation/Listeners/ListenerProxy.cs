using System.Globalization;
using Envoy.Extensions.Common.DynamicForwardProxy.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Telemetry;

namespace MeshActors.Translation.Listeners;

/// <summary>What listeners read of a proxy, and no more: proxies that agree on it share their listeners. Compared by value.</summary>
internal sealed record ListenerProxy
{
    private const string ClientIdentityAnnotation = "ambient.istio.io/xfcc-include-client-identity";

    public required ProxyType Type { get; init; }

    public required bool HasIpv4 { get; init; }

    public required bool HasIpv6 { get; init; }

    public required InterceptionMode Interception { get; init; }

    public required IstioVersion Version { get; init; }

    /// <summary>The proxy's own configuration where it reports one, else the mesh's.</summary>
    public required ProxyConfig Config { get; init; }

    public required TraceIdentity Trace { get; init; }

    /// <summary>The node's <c>IDLE_TIMEOUT</c>; null where absent or unreadable.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    public bool AcceptsHttp10 { get; init; }

    public bool InboundExactBalance { get; init; }

    public bool OutboundExactBalance { get; init; }

    /// <summary>Stock Envoy knows neither Istio's filters nor workload certificates.</summary>
    public bool StockEnvoy { get; init; }

    /// <summary>A socket of an external secret server is mounted.</summary>
    public bool CredentialSocket { get; init; }

    /// <summary>The same, for secrets in files.</summary>
    public bool FileCredentialSocket { get; init; }

    public ServerCertificateFiles? Certificates { get; init; }

    /// <summary>The port of the HTTP proxy for the workload; 0 for none.</summary>
    public int HttpProxyPort { get; init; }

    /// <summary>The addresses that DNS is asked for on the proxy's behalf.</summary>
    public DnsFamily DnsFamily { get; init; }

    /// <summary>The DNS cache for hosts that no service names, where traffic to them is allowed by name.</summary>
    public DnsCacheConfig? AnyHostCache { get; init; }

    /// <summary>Istio's proxies tell each other who they are, unless the installation says otherwise.</summary>
    public bool ExchangesMetadata { get; init; }

    /// <summary>Whether a waypoint tells servers, in a header, who called and whom (<c>ambient.istio.io/xfcc-include-client-identity</c>).</summary>
    public bool TellsClientIdentity { get; init; }

    public bool IsIpv6Only => HasIpv6 && !HasIpv4;

    public bool IsDualStack => HasIpv6 && HasIpv4;

    public bool CapturesTraffic => Interception != InterceptionMode.None;

    public static ListenerProxy Of(TranslationContext context)
    {
        var (node, mesh) = (context.Node, context.View.Mesh);
        return new()
        {
            Type = node.Type,
            TellsClientIdentity = node.Type == ProxyType.Waypoint
                && "true".Equals(node.Annotations.GetValueOrDefault(ClientIdentityAnnotation), StringComparison.OrdinalIgnoreCase),
            HasIpv4 = node.HasIpv4,
            HasIpv6 = node.HasIpv6,
            Interception = node.InterceptionMode,
            Version = node.IstioVersion,
            Config = node.ProxyConfig ?? mesh.DefaultConfig,
            Trace = TraceIdentity.Of(node, mesh),
            IdleTimeout = DurationText.TryParse(node.MetadataText("IDLE_TIMEOUT") ?? "", out var timeout) ? timeout : null,
            AcceptsHttp10 = mesh.Features.Http10 || node.MetadataText("HTTP10") == "1",
            InboundExactBalance = node.MetadataFlag("INBOUND_LISTENER_EXACT_BALANCE"),
            OutboundExactBalance = node.MetadataFlag("OUTBOUND_LISTENER_EXACT_BALANCE"),
            StockEnvoy = node.IsStockEnvoy,
            ExchangesMetadata = mesh.Features.MetadataExchange && !node.IsStockEnvoy,
            CredentialSocket = node.MetadataText("credential") == "true",
            FileCredentialSocket = node.MetadataText("credentialFile") == "true",
            Certificates = ServerCertificateFiles.Of(node),
            HttpProxyPort = int.TryParse(node.MetadataText("HTTP_PROXY_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? port
                : mesh.ProxyHttpPort,
            DnsFamily = DnsFamilies.Of(node, mesh.Features),
            AnyHostCache = AllowsAnyByName(context) ? DnsCaches.AllowAny(node, mesh.Features) : null,
        };
    }

    private static bool AllowsAnyByName(TranslationContext context) =>
        context.Node.Type == ProxyType.Sidecar
        && context.Scope.OutboundTrafficPolicy?.Mode == MeshOutboundTrafficPolicyMode.AllowAnyDynamicDns;
}

/// <summary>Files of a server certificate, as the node's metadata names them.</summary>
internal sealed record ServerCertificateFiles(string Chain, string Key, string Root)
{
    public static ServerCertificateFiles? Of(ProxyNode node)
    {
        var files = new ServerCertificateFiles(
            node.MetadataText("TLS_SERVER_CERT_CHAIN") ?? "", node.MetadataText("TLS_SERVER_KEY") ?? "", node.MetadataText("TLS_SERVER_ROOT_CERT") ?? "");
        return files is { Chain.Length: 0, Root.Length: 0 } ? null : files;
    }
}
