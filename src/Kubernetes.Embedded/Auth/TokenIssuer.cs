using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Auth;

/// <summary>Issues and checks the JSON web tokens of service accounts (ES256, signed with the server's own key).</summary>
public sealed class TokenIssuer : IDisposable
{
    private readonly ECDsa _key;
    private readonly TimeProvider _clock;

    private TokenIssuer(ECDsa key, TimeProvider clock)
    {
        _key = key;
        _clock = clock;
        KeyId = Base64Url(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>The issuer that tokens name and that discovery answers for.</summary>
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    /// <summary>The audience of tokens for the API server itself.</summary>
    public const string DefaultAudience = Issuer;

    public string KeyId { get; }

    /// <summary>Loads the key of a data folder, or makes one there; without a folder it lives as long as the process.</summary>
    public static TokenIssuer Open(string? folder, TimeProvider clock)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (folder is not null)
        {
            var path = Path.Combine(folder, "sa.key");
            if (File.Exists(path))
            {
                key.ImportFromPem(File.ReadAllText(path));
            }
            else
            {
                Directory.CreateDirectory(folder);
                PrivateFile.Write(path, key.ExportPkcs8PrivateKeyPem());
            }
        }

        return new TokenIssuer(key, clock);
    }

    /// <summary>A token for a service account, bound to the objects that <paramref name="bindings"/> names (as the kubernetes.io claim).</summary>
    public (string Token, DateTimeOffset Expires) Issue(string ns, string account, IReadOnlyList<string> audiences, TimeSpan lifetime, JsonObject bindings)
    {
        var now = _clock.GetUtcNow();
        var expires = now + lifetime;
        bindings["namespace"] = ns;
        var claims = new JsonObject
        {
            ["aud"] = new JsonArray([.. audiences.Select(a => (JsonNode?)a)]),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = bindings,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["sub"] = $"system:serviceaccount:{ns}:{account}",
        };
        var head = $"{Base64Url(JsonBytes.Encode(new JsonObject { ["alg"] = "ES256", ["kid"] = KeyId }))}.{Base64Url(JsonBytes.Encode(claims))}";
        return ($"{head}.{Base64Url(_key.SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256))}", expires);
    }

    /// <summary>The claims of a token that this issuer signed and that is valid now, or null.</summary>
    public JsonObject? Verify(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || FromBase64Url(parts[1]) is not { } payload || FromBase64Url(parts[2]) is not { } signature
            || !_key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256))
        {
            return null;
        }

        try
        {
            var claims = JsonBytes.DecodeObject(payload);
            var now = _clock.GetUtcNow().ToUnixTimeSeconds();
            return claims.Text("iss") == Issuer && claims.Whole("exp") > now && (claims.Whole("nbf") ?? 0) <= now + 5 ? claims : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The public key as a JSON web key set.</summary>
    public JsonObject KeySet()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["use"] = "sig",
                ["kty"] = "EC",
                ["kid"] = KeyId,
                ["crv"] = "P-256",
                ["alg"] = "ES256",
                ["x"] = Base64Url(point.X),
                ["y"] = Base64Url(point.Y),
            }),
        };
    }

    public void Dispose() => _key.Dispose();

    private static string Base64Url(byte[]? bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[]? FromBase64Url(string text)
        => System.Buffers.Text.Base64Url.IsValid(text) ? System.Buffers.Text.Base64Url.DecodeFromChars(text) : null;
}
