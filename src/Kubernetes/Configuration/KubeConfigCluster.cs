using System.Security.Cryptography;
using System.Text;
using MeshActors.Kubernetes.Authentication;

namespace MeshActors.Kubernetes.Configuration;

/// <summary>Turns a kubeconfig's cluster entry into a connection without credentials.</summary>
internal static class KubeConfigCluster
{
    public static ClusterConnection Read(string name, ClusterSection section, string folder)
    {
        if (!Uri.TryCreate(section.Server, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            throw new KubeConfigException($"Cluster \"{name}\": server \"{section.Server}\" is not an http or https address.");
        }

        Uri? proxy = null;
        if (!string.IsNullOrEmpty(section.ProxyUrl) && !Uri.TryCreate(section.ProxyUrl, UriKind.Absolute, out proxy))
        {
            throw new KubeConfigException($"Cluster \"{name}\": proxy-url \"{section.ProxyUrl}\" is not an address.");
        }

        try
        {
            var authority = AuthorityPem(section, folder);
            return new ClusterConnection(server)
            {
                Authorities = authority is null ? null : PemCertificates.Authorities(authority),
                SkipTlsVerification = section.InsecureSkipTlsVerify,
                TlsServerName = section.TlsServerName,
                Proxy = proxy,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
        {
            throw new KubeConfigException($"Cluster \"{name}\": its certificate authority cannot be used: {error.Message}", error);
        }
    }

    /// <summary>PEM text; data goes before a file, as kubectl has it.</summary>
    public static string? AuthorityPem(ClusterSection section, string folder)
    {
        if (!string.IsNullOrEmpty(section.CertificateAuthorityData))
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(section.CertificateAuthorityData));
        }

        return string.IsNullOrEmpty(section.CertificateAuthority)
            ? null
            : File.ReadAllText(Path.Combine(folder, section.CertificateAuthority));
    }
}
