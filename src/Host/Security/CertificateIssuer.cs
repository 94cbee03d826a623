using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshActors.Host.Security;

/// <summary>Issues the control plane's own certificates from an authority's key.</summary>
/// <param name="authority">The authority's certificate with its key.</param>
/// <param name="roots">What peers that trust it hold.</param>
/// <param name="clock">The clock.</param>
internal sealed class CertificateIssuer(X509Certificate2 authority, X509Certificate2Collection roots, TimeProvider clock) : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);
    private static readonly TimeSpan CertificateLife = TimeSpan.FromDays(365);

    /// <summary>Clocks of replicas differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    public X509Certificate2Collection Roots { get; } = roots;

    /// <summary>The certificates between an issued one and its root, to be sent with it.</summary>
    public X509Certificate2Collection Intermediates => Roots.Contains(authority) ? [] : [authority];

    /// <returns>Certificate and key of a new authority, as PEM.</returns>
    public static (string Certificate, string Key) CreateAuthority(string subject, TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - Skew, now + AuthorityLife);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>A certificate for server and client authentication under these names.</summary>
    public X509Certificate2 Issue(string commonName, IEnumerable<string> dnsNames, IEnumerable<IPAddress> addresses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in dnsNames)
        {
            names.AddDnsName(name);
        }

        foreach (var address in addresses)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(names.Build());
        var now = clock.GetUtcNow();
        var end = now + CertificateLife;
        var latest = new DateTimeOffset(authority.NotAfter);
        var generator = authority.GetRSAPrivateKey() is { } rsa
            ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey() ?? throw new InvalidDataException("The authority's key is neither RSA nor ECDSA."));
        using var issued = request.Create(authority.SubjectName, generator, now - Skew, end < latest ? end : latest, SerialNumber());
        using var withKey = issued.CopyWithPrivateKey(key);

        // TLS wants a key that is not ephemeral on some platforms.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Whether a certificate was issued under these roots and is valid now.</summary>
    public bool Trusts(X509Certificate2 certificate)
    {
        using var chain = NewChain();
        return chain.Build(certificate);
    }

    /// <summary>Why a certificate does not make somebody a client of the mesh; null where it does.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="intermediates">What came with it.</param>
    public string? WhyNotClient(X509Certificate2 certificate, X509Certificate2Collection? intermediates)
    {
        using var chain = NewChain();
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.ExtraStore.AddRange(intermediates ?? []);
        return chain.Build(certificate) ? null : string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct());
    }

    public void Dispose() => authority.Dispose();

    private X509Chain NewChain()
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Roots);
        chain.ChainPolicy.ExtraStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        return chain;
    }

    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        return serial;
    }
}
