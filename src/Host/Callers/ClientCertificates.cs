using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Host.Security;
using MeshActors.Mesh.Identity;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Callers;

/// <summary>
/// Which client certificates the secure port takes. A client may have none; one that it shows must be valid, as it is to istiod: else
/// there is no connection.
/// </summary>
/// <param name="authority">The mesh's authority.</param>
/// <param name="log">Where refusals are told.</param>
internal sealed partial class ClientCertificates(CertificateIssuer authority, ILogger<ClientCertificates> log)
{
    /// <summary>Whether the certificate is the mesh's and of exactly one SPIFFE id.</summary>
    /// <param name="certificate">What the client shows.</param>
    /// <param name="chain">With the certificates that it sent along.</param>
    public bool Accept(X509Certificate2 certificate, X509Chain? chain)
    {
        var reason = WhyNot(certificate, chain);
        if (reason is not null)
        {
            LogRefused(certificate.Subject, reason);
        }

        return reason is null;
    }

    private string? WhyNot(X509Certificate2 certificate, X509Chain? chain)
    {
        try
        {
            return UriNames.Of(certificate) switch
            {
                [var name] when !SpiffeIdentity.TryParse(name, out _) => $"its URI, {name}, is no SPIFFE id of a service account",
                [_] => authority.WhyNotClient(certificate, chain?.ChainPolicy.ExtraStore),
                var names => $"it has {names.Count} URIs among its names where one SPIFFE id must be",
            };
        }
        catch (CryptographicException error)
        {
            return error.Message;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The client certificate \"{Subject}\" is refused: {Reason}")]
    private partial void LogRefused(string subject, string reason);
}
