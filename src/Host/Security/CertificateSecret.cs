using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshActors.Kubernetes;

namespace MeshActors.Host.Security;

/// <summary>
/// An authority whose key lies in a Secret of the system namespace. The first replica that asks makes it; the API server
/// lets one create win, and all read what it stored.
/// </summary>
internal sealed class CertificateSecret(IKubernetesClient client, string systemNamespace, TimeProvider clock)
{
    private const string CertificateKey = "ca-cert.pem";
    private const string PrivateKey = "ca-key.pem";
    private const string RootKey = "root-cert.pem";

    /// <summary>Reads the authority of a Secret, or null where there is none of that name.</summary>
    /// <exception cref="InvalidDataException">The Secret lacks a key or its content is not a certificate with its key.</exception>
    public async Task<CertificateIssuer?> FindAsync(string name, CancellationToken cancellationToken) =>
        await client.FindAsync<Secret>(systemNamespace, name, cancellationToken).ConfigureAwait(false) is { } secret ? Read(secret) : null;

    /// <summary>Reads the authority of a Secret and makes it where there is none.</summary>
    /// <param name="name">The Secret.</param>
    /// <param name="type">Its type.</param>
    /// <param name="subject">The distinguished name of a new authority.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<CertificateIssuer> GetOrCreateAsync(string name, string type, string subject, CancellationToken cancellationToken)
    {
        var stored = await client.ChangeAsync<Secret>(systemNamespace, name, current => current ?? Make(name, type, subject), cancellationToken).ConfigureAwait(false);
        return Read(stored!);
    }

    private Secret Make(string name, string type, string subject)
    {
        var (certificate, key) = CertificateIssuer.CreateAuthority(subject, clock);
        var pem = Encoding.ASCII.GetBytes(certificate);
        return new()
        {
            Metadata = new() { Namespace = systemNamespace, Name = name },
            Type = type,
            Data = new Dictionary<string, byte[]>
            {
                [CertificateKey] = pem,
                [PrivateKey] = Encoding.ASCII.GetBytes(key),
                [RootKey] = pem,
            },
        };
    }

    private CertificateIssuer Read(Secret secret)
    {
        string Text(string key) => secret.Data?.GetValueOrDefault(key) is { Length: > 0 } bytes
            ? Encoding.ASCII.GetString(bytes)
            : throw new InvalidDataException($"{secret}: data.{key} is missing.");

        try
        {
            var authority = X509Certificate2.CreateFromPem(Text(CertificateKey), Text(PrivateKey));
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(Text(RootKey));
            return new(authority, roots, clock);
        }
        catch (Exception error) when (error is System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            throw new InvalidDataException($"{secret}: {CertificateKey}, {PrivateKey} and {RootKey} are no authority: {error.Message}", error);
        }
    }
}
