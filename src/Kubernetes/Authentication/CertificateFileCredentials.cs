using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshActors.Kubernetes.Authentication;

/// <summary>A client certificate in two PEM files, loaded again for new connections when either file changed.</summary>
public sealed class CertificateFileCredentials(string certificatePath, string keyPath) : IClientCredentials
{
    private sealed record Loaded(X509Certificate2 Certificate, DateTime CertificateWritten, DateTime KeyWritten);

    private Loaded? _loaded;

    public X509Certificate2? Certificate
    {
        get
        {
            var loaded = Volatile.Read(ref _loaded);
            try
            {
                var certificateWritten = File.GetLastWriteTimeUtc(certificatePath);
                var keyWritten = File.GetLastWriteTimeUtc(keyPath);
                if (loaded is null || loaded.CertificateWritten != certificateWritten || loaded.KeyWritten != keyWritten)
                {
                    var certificate = PemCertificates.Pair(File.ReadAllText(certificatePath), File.ReadAllText(keyPath));
                    loaded = new Loaded(certificate, certificateWritten, keyWritten);
                    Volatile.Write(ref _loaded, loaded);
                }

                return loaded.Certificate;
            }
            catch (Exception error)
                when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                // While the pair is being replaced, one of the two is of the other generation.
                return loaded?.Certificate
                    ?? throw new CredentialException($"The client certificate {certificatePath} cannot be loaded: {error.Message}", error);
            }
        }
    }

    public ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken) =>
        new((AuthenticationHeaderValue?)null);

    public bool Invalidate() => false;
}
