using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshActors.Kubernetes.Embedded.Auth;

/// <summary>The server's own certificate authority: signs its serving certificate and client certificates.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private static readonly TimeSpan CaLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(365);

    private readonly TimeProvider _clock;

    // A connection shows one certificate with each of its requests. Its signature stays good; only its time passes.
    private readonly ConditionalWeakTable<X509Certificate2, X509Certificate2> _verified = [];

    private CertificateAuthority(X509Certificate2 certificate, TimeProvider clock)
    {
        Certificate = certificate;
        _clock = clock;
        Pem = certificate.ExportCertificatePem() + "\n";
    }

    /// <summary>The root certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The root certificate as PEM.</summary>
    public string Pem { get; }

    /// <summary>Loads the authority of a data folder, or makes one there; without a folder it lives as long as the process.</summary>
    public static CertificateAuthority Open(string? folder, TimeProvider clock)
    {
        if (folder is null)
        {
            return new CertificateAuthority(Create(clock), clock);
        }

        var (certificatePath, keyPath) = (Path.Combine(folder, "ca.crt"), Path.Combine(folder, "ca.key"));
        if (!File.Exists(certificatePath) || !File.Exists(keyPath))
        {
            Directory.CreateDirectory(folder);
            using var fresh = Create(clock);
            using var key = fresh.GetECDsaPrivateKey() ?? throw new CryptographicException("The new root has no private key.");
            PrivateFile.Write(keyPath, key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(certificatePath, fresh.ExportCertificatePem() + "\n");
        }

        return new CertificateAuthority(X509Certificate2.CreateFromPemFile(certificatePath, keyPath), clock);
    }

    /// <summary>A certificate for serving under the names, with its key.</summary>
    public X509Certificate2 IssueServer(IEnumerable<string> dnsNames, IEnumerable<IPAddress> addresses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request("CN=kube-apiserver", key, "1.3.6.1.5.5.7.3.1");
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in dnsNames)
        {
            names.AddDnsName(name);
        }

        foreach (var address in addresses)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        using var signed = Sign(request);
        using var withKey = signed.CopyWithPrivateKey(key);

        // Some TLS stacks refuse ephemeral keys: pass through PKCS#12 so that the key belongs to the certificate.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>A client certificate whose common name is the user and whose organisations are the groups, as PEM.</summary>
    public (string Certificate, string Key) IssueClient(string user, IEnumerable<string> groups)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        foreach (var group in groups)
        {
            subject.AddOrganizationName(group);
        }

        subject.AddCommonName(user);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        Leaf(request, "1.3.6.1.5.5.7.3.2");
        using var signed = Sign(request);
        return (signed.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Whether a client's certificate was signed by this authority and is valid now.</summary>
    public bool Trusts(X509Certificate2 certificate)
    {
        if (_verified.TryGetValue(certificate, out _))
        {
            return IsCurrent(certificate) && IsCurrent(Certificate);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _clock.GetUtcNow().UtcDateTime;
        var isTrusted = chain.Build(certificate);
        if (isTrusted)
        {
            _verified.TryAdd(certificate, Certificate);
        }

        return isTrusted;
    }

    public void Dispose() => Certificate.Dispose();

    private bool IsCurrent(X509Certificate2 certificate)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime();
    }

    private static X509Certificate2 Create(TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kubernetes", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = clock.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-5), now + CaLifetime);
    }

    private static CertificateRequest Request(string subject, ECDsa key, string usage)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        Leaf(request, usage);
        return request;
    }

    private static void Leaf(CertificateRequest request, string usage)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
    }

    private X509Certificate2 Sign(CertificateRequest request)
    {
        var now = _clock.GetUtcNow();
        var until = now + LeafLifetime;
        return request.Create(Certificate, now.AddMinutes(-5), until < Certificate.NotAfter ? until : Certificate.NotAfter, RandomNumberGenerator.GetBytes(16));
    }
}
