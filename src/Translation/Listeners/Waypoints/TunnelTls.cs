using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Translation.Tls;

namespace MeshActors.Translation.Listeners.Waypoints;

/// <summary>The mutual TLS of tunnels: version 1.3 and HTTP/2 only.</summary>
internal static class TunnelTls
{
    public static DownstreamTlsContext Downstream(ListenerSettings settings)
    {
        var proxy = settings.Proxy;
        var validation = new CertificateValidationContext();
        foreach (var peer in WorkloadTls.TrustedPeers(settings.Mesh))
        {
            validation.MatchTypedSubjectAltNames.Add(new SubjectAltNameMatcher { SanType = SubjectAltNameMatcher.Types.SanType.Uri, Matcher = peer });
        }

        var context = new DownstreamTlsContext
        {
            RequireClientCertificate = true,
            CommonTlsContext = new()
            {
                AlpnProtocols = { "h2" },
                TlsParams = new()
                {
                    TlsMinimumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv13,
                    TlsMaximumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv13,
                },
                TlsCertificateSdsSecretConfigs = { WorkloadTls.Certificate(proxy.Certificates?.Chain, proxy.Certificates?.Key, proxy) },
                CombinedValidationContext = new()
                {
                    DefaultValidationContext = validation,
                    ValidationContextSdsSecretConfig = WorkloadTls.Roots(proxy.Certificates?.Root, proxy),
                },
            },
        };
        ComplianceRules.Enforce(context.CommonTlsContext, settings.Features.Compliance);
        return context;
    }
}
