using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using EnvoySecret = Envoy.Extensions.TransportSockets.Tls.V3.Secret;
using KubernetesSecret = MeshActors.Mesh.Kubernetes.Secret;

namespace MeshActors.Translation.Secrets;

/// <summary>Encodes credentials as secret resources.</summary>
internal static class SecretResources
{
    /// <returns>Null where the object holds nothing of the sort.</returns>
    public static EncodedResource? Build(string name, MeshObject source, bool asksForAuthorities)
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
                secret.TlsCertificate = new()
                {
                    CertificateChain = Inline(certificate.Chain),
                    PrivateKey = Inline(certificate.Key),
                    OcspStaple = certificate.OcspStaple is { } staple ? Inline(staple) : null,
                };
                break;
            default:
                return null;
        }

        return new(name, TypeUrls.Secret, EnvoyEncoding.ToBytes(secret));
    }

    private static CertificateValidationContext Validation(AuthorityData authorities) => new()
    {
        TrustedCa = Inline(authorities.Certificates),
        Crl = authorities.Revoked is { } revoked ? Inline(revoked) : null,
    };

    private static DataSource Inline(ReadOnlyMemory<byte> bytes) => new() { InlineBytes = UnsafeByteOperations.UnsafeWrap(bytes) };
}
