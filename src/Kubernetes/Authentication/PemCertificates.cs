using System.Security.Cryptography.X509Certificates;

namespace MeshActors.Kubernetes.Authentication;

/// <summary>Certificates from PEM text, in the form that TLS on every platform takes.</summary>
internal static class PemCertificates
{
    public static X509Certificate2 Pair(string certificatePem, string keyPem)
    {
        var certificate = X509Certificate2.CreateFromPem(certificatePem, keyPem);
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // SChannel does not present a certificate whose key is ephemeral.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }

    public static X509Certificate2Collection Authorities(string pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities;
    }
}
