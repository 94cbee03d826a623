using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The server side of TLS.</summary>
public sealed record ServerTlsSettings
{
    public bool HttpsRedirect { get; init; }

    public ServerTlsMode Mode { get; init; }

    public string ServerCertificate { get; init; } = "";

    public string PrivateKey { get; init; } = "";

    public string CaCertificates { get; init; } = "";

    public string CaCrl { get; init; } = "";

    /// <summary>A Secret with the server's certificate and key.</summary>
    public string CredentialName { get; init; } = "";

    public IReadOnlyList<string> CredentialNames { get; init; } = [];

    /// <summary>A Secret or ConfigMap with the authorities of clients, where it is apart.</summary>
    public string CaCertCredentialName { get; init; } = "";

    public IReadOnlyList<ServerTlsCertificate> TlsCertificates { get; init; } = [];

    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>Base64 SHA-256 digests of the public keys that clients may have.</summary>
    public IReadOnlyList<string> VerifyCertificateSpki { get; init; } = [];

    /// <summary>Hex SHA-256 digests of the certificates that clients may have.</summary>
    public IReadOnlyList<string> VerifyCertificateHash { get; init; } = [];

    public TlsProtocol MinProtocolVersion { get; init; }

    public TlsProtocol MaxProtocolVersion { get; init; }

    public IReadOnlyList<string> CipherSuites { get; init; } = [];

    public bool? InsecureSkipVerify { get; init; }

    public IReadOnlyList<string> EcdhCurves { get; init; } = [];

    internal static ServerTlsSettings Read(FieldReader fields) => new()
    {
        HttpsRedirect = fields.Flag("httpsRedirect"),
        Mode = fields.Enum<ServerTlsMode>("mode"),
        ServerCertificate = fields.Text("serverCertificate"),
        PrivateKey = fields.Text("privateKey"),
        CaCertificates = fields.Text("caCertificates"),
        CaCrl = fields.Text("caCrl"),
        CredentialName = fields.Text("credentialName"),
        CredentialNames = fields.Texts("credentialNames"),
        CaCertCredentialName = fields.Text("caCertCredentialName"),
        TlsCertificates = fields.Messages("tlsCertificates", ServerTlsCertificate.Read),
        SubjectAltNames = fields.Texts("subjectAltNames"),
        VerifyCertificateSpki = fields.Texts("verifyCertificateSpki"),
        VerifyCertificateHash = fields.Texts("verifyCertificateHash"),
        MinProtocolVersion = fields.Enum<TlsProtocol>("minProtocolVersion"),
        MaxProtocolVersion = fields.Enum<TlsProtocol>("maxProtocolVersion"),
        CipherSuites = fields.Texts("cipherSuites"),
        InsecureSkipVerify = fields.FlagOrNull("insecureSkipVerify"),
        EcdhCurves = fields.Texts("ecdhCurves"),
    };
}
