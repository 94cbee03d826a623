using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Translation.Tls;

namespace MeshActors.Translation.Listeners;

/// <summary>Mutual TLS with the workload's own certificate, as inbound chains end it.</summary>
internal sealed class WorkloadTls(ListenerProxy proxy, MeshConfig mesh)
{
    private const string SocketName = "envoy.transport_sockets.tls";

    private static readonly string[] HttpAlpn = ["h2", "http/1.1"];
    private static readonly string[] PeerExchangeAlpn = ["istio-peer-exchange", .. HttpAlpn];

    private static readonly string[] DefaultCiphers =
    [
        "ECDHE-ECDSA-AES256-GCM-SHA384",
        "ECDHE-RSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-AES128-GCM-SHA256",
        "ECDHE-RSA-AES128-GCM-SHA256",
        "AES256-GCM-SHA384",
        "AES128-GCM-SHA256",
    ];

    private readonly Lazy<TransportSocket> _http = new(() => Socket(Context(proxy, mesh, HttpAlpn)));
    private readonly Lazy<TransportSocket> _tcp = new(() => Socket(Context(proxy, mesh, mesh.Features is { MetadataExchange: true, PeerExchangeAlpn: true } ? PeerExchangeAlpn : HttpAlpn)));

    public TransportSocket Http => _http.Value;

    public TransportSocket Tcp => _tcp.Value;

    public static TransportSocket Socket(DownstreamTlsContext context) => new() { Name = SocketName, TypedConfig = EnvoyAny.Pack(context) };

    /// <summary>The certificate in files, served by the agent so that they can be rotated; else the workload's own.</summary>
    public static SdsSecretConfig Certificate(string? chain, string? key, ListenerProxy proxy) =>
        !string.IsNullOrEmpty(chain) && !string.IsNullOrEmpty(key)
            ? SdsSecrets.FromFiles($"file-cert:{chain}~{key}", proxy.FileCredentialSocket)
            : SdsSecrets.FromAgent(SdsSecrets.Default, proxy.StockEnvoy);

    /// <inheritdoc cref="Certificate"/>
    public static SdsSecretConfig Roots(string? root, ListenerProxy proxy) => string.IsNullOrEmpty(root)
        ? SdsSecrets.FromAgent(SdsSecrets.Root, proxy.StockEnvoy)
        : SdsSecrets.FromFiles($"file-root:{root}", proxy.FileCredentialSocket);

    private static DownstreamTlsContext Context(ListenerProxy proxy, MeshConfig mesh, string[] alpn)
    {
        var files = proxy.Certificates;
        var ciphers = mesh.MeshMtls is { CipherSuites.Count: > 0 } configured ? configured.CipherSuites : DefaultCiphers;
        var context = new DownstreamTlsContext
        {
            RequireClientCertificate = true,
            CommonTlsContext = new()
            {
                AlpnProtocols = { alpn },
                TlsParams = new()
                {
                    CipherSuites = { ciphers },
                    TlsMinimumProtocolVersion = mesh.MeshMtls?.MinProtocolVersion == MeshTlsProtocol.TlsV1_3
                        ? TlsParameters.Types.TlsProtocol.Tlsv13
                        : TlsParameters.Types.TlsProtocol.Tlsv12,
                    TlsMaximumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv13,
                },
                TlsCertificateSdsSecretConfigs = { Certificate(files?.Chain, files?.Key, proxy) },
                CombinedValidationContext = new()
                {
                    DefaultValidationContext = new CertificateValidationContext().With(TrustedPeers(mesh)),
                    ValidationContextSdsSecretConfig = Roots(files?.Root, proxy),
                },
            },
        };
        ComplianceRules.Enforce(context.CommonTlsContext, mesh.Features.Compliance);
        return context;
    }

    /// <summary>Identities of the mesh's own and further trust domains; none where the installation takes those of any.</summary>
    public static IEnumerable<StringMatcher> TrustedPeers(MeshConfig mesh)
    {
        if (mesh.Features.SkipTrustDomainValidation)
        {
            return [];
        }

        string[] domains = [mesh.TrustDomain, .. mesh.TrustDomainAliases, .. mesh.CaCertificates.SelectMany(found => found.TrustDomains)];
        return domains.Where(domain => domain.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(domain => new StringMatcher { Prefix = $"spiffe://{domain}/" });
    }
}
