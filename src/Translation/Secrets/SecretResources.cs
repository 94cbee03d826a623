using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using EnvoySecret = Envoy.Extensions.TransportSockets.Tls.V3.Secret;
using KubernetesSecret = MeshActors.Mesh.Kubernetes.Secret;
using PrivateKeyProvider = MeshActors.Mesh.Configuration.PrivateKeyProvider;

namespace MeshActors.Translation.Secrets;

/// <summary>Encodes credentials as secret resources.</summary>
internal static class SecretResources
{
    /// <param name="name">The resource's name.</param>
    /// <param name="source">The object that holds the credential.</param>
    /// <param name="asksForAuthorities">Whether it is authorities that are asked for, not a certificate.</param>
    /// <param name="hardware">What the proxy's private keys are handed to; null for Envoy itself.</param>
    /// <returns>Null where the object holds nothing of the sort.</returns>
    public static EncodedResource? Build(string name, MeshObject source, bool asksForAuthorities, PrivateKeyProvider? hardware)
    {
        var secret = new EnvoySecret { Name = name };
        switch (source)
        {
            case Config<ConfigMap> map when CredentialKeys.Authorities(map.Spec) is { } authorities:
                secret.ValidationContext = Validation(authorities);
                break;
            case Config<KubernetesSecret> found when asksForAuthorities && CredentialKeys.Authorities(found.Spec) is { } authorities:
                secret.ValidationContext = Validation(authorities);
                break;
            case Config<KubernetesSecret> found when !asksForAuthorities && CredentialKeys.Certificate(found.Spec) is { } certificate:
                secret.TlsCertificate = Certificate(certificate, hardware);
                break;
            default:
                return null;
        }

        return new(name, TypeUrls.Secret, EnvoyEncoding.ToBytes(secret));
    }

    private static TlsCertificate Certificate(CertificateData certificate, PrivateKeyProvider? hardware)
    {
        var (chain, key) = (Inline(certificate.Chain), Inline(certificate.Key));

        // Beside hardware Istio sends no staple.
        return KeyProviders.Of(hardware, key) is { } provider
            ? new() { CertificateChain = chain, PrivateKeyProvider = provider }
            : new() { CertificateChain = chain, PrivateKey = key, OcspStaple = certificate.OcspStaple is { } staple ? Inline(staple) : null };
    }

    private static CertificateValidationContext Validation(AuthorityData authorities) => new()
    {
        TrustedCa = Inline(authorities.Certificates),
        Crl = authorities.Revoked is { } revoked ? Inline(revoked) : null,
    };

    private static DataSource Inline(ReadOnlyMemory<byte> bytes) => new() { InlineBytes = UnsafeByteOperations.UnsafeWrap(bytes) };
}
