using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshActors.Host.Tests.Callers;

/// <summary>Certificates as a certificate service of the mesh would issue them to workloads, good ones and bad ones.</summary>
internal static class WorkloadCertificate
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <param name="authority">The authority with its key.</param>
    /// <param name="uris">The URIs among its names.</param>
    /// <param name="purpose">What it may be used for.</param>
    /// <param name="age">How long ago it was issued; it is valid for a day.</param>
    public static X509Certificate2 Issue(X509Certificate2 authority, string[] uris, string purpose = ClientAuthentication, TimeSpan age = default)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("workload.example");
        foreach (var uri in uris)
        {
            names.AddUri(new Uri(uri));
        }

        request.CertificateExtensions.Add(names.Build());
        var from = DateTimeOffset.UtcNow - age - TimeSpan.FromMinutes(1);
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7f;
        using var issued = request.Create(
            authority.SubjectName, X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey()!), from, from + TimeSpan.FromDays(1), serial);
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
