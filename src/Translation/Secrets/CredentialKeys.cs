using System.Text;
using MeshActors.Mesh.Kubernetes;

namespace MeshActors.Translation.Secrets;

/// <summary>The keys under which Secrets and ConfigMaps hold certificates: Istio's generic ones, or those of TLS Secrets.</summary>
internal static class CredentialKeys
{
    // A bare null would become empty memory, which is a value.
    private static ReadOnlyMemory<byte>? Absent => null;

    /// <summary>Null where neither pair is complete.</summary>
    public static CertificateData? Certificate(Secret secret)
    {
        if (Filled(secret, "cert") is { } chain && Filled(secret, "key") is { } key)
        {
            return new(chain, key, null);
        }

        return Filled(secret, "tls.crt") is { } tlsChain && Filled(secret, "tls.key") is { } tlsKey
            ? new(tlsChain, tlsKey, Value(secret, "tls.ocsp-staple"))
            : null;
    }

    /// <summary>Null where there are none.</summary>
    public static AuthorityData? Authorities(Secret secret) =>
        Filled(secret, "cacert") is { } generic ? new(generic, Value(secret, "crl"))
        : Filled(secret, "ca.crt") is { } tls ? new(tls, Value(secret, "ca.crl"))
        : null;

    /// <inheritdoc cref="Authorities(Secret)"/>
    public static AuthorityData? Authorities(ConfigMap map) =>
        Filled(map, "cacert") is { } generic ? new(generic, Value(map, "crl"))
        : Filled(map, "ca.crt") is { } tls ? new(tls, Value(map, "ca.crl"))
        : null;

    private static ReadOnlyMemory<byte>? Filled(Secret secret, string key) => Value(secret, key) is { Length: > 0 } value ? value : Absent;

    private static ReadOnlyMemory<byte>? Value(Secret secret, string key) => secret.Data.GetValueOrDefault(key)?.Reveal();

    private static ReadOnlyMemory<byte>? Filled(ConfigMap map, string key) => Value(map, key) is { Length: > 0 } value ? value : Absent;

    private static ReadOnlyMemory<byte>? Value(ConfigMap map, string key) =>
        map.Data.TryGetValue(key, out var text) ? new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(text)) : Absent;
}
