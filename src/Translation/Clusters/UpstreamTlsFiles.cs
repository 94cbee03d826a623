using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Translation.Tls;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// Certificates in the proxy's own files. The agent serves them, so that they can be rotated; stock Envoy, which has none, reads
/// them itself.
/// </summary>
internal static class UpstreamTlsFiles
{
    private const string SystemRoots = "system";

    /// <summary>Where the images of Envoy have the roots of their system.</summary>
    private const string SystemRootsFile = "/etc/ssl/certs/ca-certificates.crt";

    /// <param name="common">What to add them to.</param>
    /// <param name="view">The proxy.</param>
    /// <param name="tls">The settings that name them.</param>
    /// <param name="validation">The names that the server's certificate may carry.</param>
    /// <param name="mutual">Whether the server asks for a certificate.</param>
    /// <returns>false where a client certificate is asked for and not named: the cluster is then left without TLS.</returns>
    public static bool Add(
        CommonTlsContext common, ClusterView view, ClientTlsSettings tls, CertificateValidationContext validation, bool mutual)
    {
        if (mutual)
        {
            if (tls.ClientCertificate.Length == 0 || tls.PrivateKey.Length == 0)
            {
                return false;
            }

            AddCertificate(common, view, tls);
        }

        if (tls.InsecureSkipVerify == true)
        {
            common.ValidationContext = new();
            return true;
        }

        if (tls.CaCrl.Length > 0)
        {
            validation.Crl = new() { Filename = tls.CaCrl };
        }

        AddRoots(common, view, tls.CaCertificates, validation);
        return true;
    }

    private static void AddCertificate(CommonTlsContext common, ClusterView view, ClientTlsSettings tls)
    {
        if (view.StockEnvoy)
        {
            common.TlsCertificates.Add(new TlsCertificate
            {
                CertificateChain = new() { Filename = tls.ClientCertificate },
                PrivateKey = new() { Filename = tls.PrivateKey },
            });
        }
        else
        {
            common.TlsCertificateSdsSecretConfigs.Add(
                SdsSecrets.FromFiles($"file-cert:{tls.ClientCertificate}~{tls.PrivateKey}", view.FileCredentialSocket));
        }
    }

    private static void AddRoots(CommonTlsContext common, ClusterView view, string roots, CertificateValidationContext validation)
    {
        if (view.StockEnvoy)
        {
            validation.TrustedCa = new() { Filename = roots.Length > 0 ? roots : SystemRootsFile };
            common.ValidationContext = validation;
        }
        else
        {
            common.CombinedValidationContext = new()
            {
                DefaultValidationContext = validation,
                ValidationContextSdsSecretConfig =
                    SdsSecrets.FromFiles($"file-root:{(roots.Length > 0 ? roots : SystemRoots)}", view.FileCredentialSocket),
            };
        }
    }
}
