using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace MeshActors.Kubernetes.Authentication;

/// <summary>Who this client is. Used by many requests at once.</summary>
public interface IClientCredentials
{
    /// <summary>Presented to TLS handshakes that begin from now on; null for none.</summary>
    X509Certificate2? Certificate { get; }

    /// <summary>The header to send, refreshed where it has expired; null for none.</summary>
    /// <exception cref="CredentialException">It could not be had.</exception>
    ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken);

    /// <summary>The server answered 401.</summary>
    /// <returns>Whether asking <see cref="AuthorizeAsync"/> again may give something else.</returns>
    bool Invalidate();
}
