using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace MeshActors.Kubernetes.Authentication;

/// <summary>
/// A token in a file that the kubelet (or whoever mounts it) rotates: read again every minute and after a 401.
/// The last good token is used while the file cannot be read.
/// </summary>
public sealed class TokenFileCredentials(string path, TimeProvider time, X509Certificate2? certificate = null) : IClientCredentials
{
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMinutes(1);

    private sealed record CachedToken(AuthenticationHeaderValue Header, DateTimeOffset ReadAgainAt);

    private CachedToken? _cached;

    public X509Certificate2? Certificate => certificate;

    public async ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var cached = Volatile.Read(ref _cached);
        if (cached is not null && now < cached.ReadAgainAt)
        {
            return cached.Header;
        }

        try
        {
            var token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            if (token.Length == 0)
            {
                throw new CredentialException($"The token file {path} is empty.");
            }

            cached = new CachedToken(new AuthenticationHeaderValue("Bearer", token), now + ReadInterval);
            Volatile.Write(ref _cached, cached);
            return cached.Header;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CredentialException)
        {
            return cached?.Header ?? throw new CredentialException($"The token file {path} cannot be read: {error.Message}", error);
        }
    }

    public bool Invalidate()
    {
        if (Volatile.Read(ref _cached) is { } cached)
        {
            // The old token stays at hand for the case that the file is just being replaced.
            Volatile.Write(ref _cached, cached with { ReadAgainAt = DateTimeOffset.MinValue });
        }

        return true;
    }
}
