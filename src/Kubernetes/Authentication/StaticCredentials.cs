using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MeshActors.Kubernetes.Authentication;

/// <summary>A token, a user with password, a client certificate, or nothing: what does not change while we run.</summary>
public sealed class StaticCredentials : IClientCredentials
{
    private readonly AuthenticationHeaderValue? _header;

    private StaticCredentials(AuthenticationHeaderValue? header, X509Certificate2? certificate)
    {
        _header = header;
        Certificate = certificate;
    }

    public static StaticCredentials Anonymous { get; } = new(null, null);

    public X509Certificate2? Certificate { get; }

    public static StaticCredentials Bearer(string token, X509Certificate2? certificate = null) =>
        new(new AuthenticationHeaderValue("Bearer", token), certificate);

    public static StaticCredentials Basic(string user, string password, X509Certificate2? certificate = null) =>
        new(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))), certificate);

    public static StaticCredentials ClientCertificate(X509Certificate2 certificate) => new(null, certificate);

    public ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken) => new(_header);

    public bool Invalidate() => false;
}
