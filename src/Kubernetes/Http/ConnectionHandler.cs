using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Kubernetes.Configuration;

namespace MeshActors.Kubernetes;

/// <summary>Makes the socket handler of a connection: trust, client certificate, HTTP/2 with pings where offered.</summary>
internal static class ConnectionHandler
{
    public static SocketsHttpHandler Create(ClusterConnection connection)
    {
        var handler = new SocketsHttpHandler
        {
            // Watches occupy a stream each for good: one connection's hundred would not do.
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            Proxy = connection.Proxy is null ? null : new WebProxy(connection.Proxy),
            UseProxy = connection.Proxy is not null,
        };

        // The callback's type says it returns a certificate; null presents none.
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => connection.Credentials.Certificate!;
        if (connection.SkipTlsVerification)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (connection.Authorities is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return handler;
    }
}
