using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Listeners;

/// <summary>Certificates of a gateway's server that are files in its own pod.</summary>
internal static class GatewayTlsFiles
{
    /// <param name="common">What to add them to.</param>
    /// <param name="proxy">The gateway.</param>
    /// <param name="tls">The server's settings.</param>
    /// <param name="pairs">Chains and keys; empty paths stand for the workload's own certificate.</param>
    /// <param name="roots">The roots of clients' certificates; empty for the mesh's.</param>
    /// <param name="checksClients">Whether clients may, or must, show a certificate.</param>
    public static void Add(
        CommonTlsContext common, ListenerProxy proxy, ServerTlsSettings tls, IReadOnlyList<(string Chain, string Key)> pairs, string roots, bool checksClients)
    {
        foreach (var (chain, key) in pairs)
        {
            if (proxy.StockEnvoy && chain.Length > 0 && key.Length > 0)
            {
                // No agent stands beside stock Envoy to serve files: it reads them itself, once.
                common.TlsCertificates.Add(new TlsCertificate
                {
                    CertificateChain = new() { Filename = chain },
                    PrivateKey = new() { Filename = key },
                });
            }
            else
            {
                common.TlsCertificateSdsSecretConfigs.Add(WorkloadTls.Certificate(chain, key, proxy));
            }
        }

        if (!checksClients)
        {
            return;
        }

        var validation = GatewayTls.Validation(tls);
        if (tls.CaCrl.Length > 0)
        {
            validation.Crl = new() { Filename = tls.CaCrl };
        }

        if (proxy.StockEnvoy && roots.Length > 0)
        {
            validation.TrustedCa = new() { Filename = roots };
            common.ValidationContext = validation;
            return;
        }

        common.CombinedValidationContext = new()
        {
            DefaultValidationContext = validation,
            ValidationContextSdsSecretConfig = WorkloadTls.Roots(roots, proxy),
        };
    }
}
