using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The client side of TLS to a host.</summary>
public sealed record ClientTlsSettings
{
    public ClientTlsMode Mode { get; init; }

    public string ClientCertificate { get; init; } = "";

    public string PrivateKey { get; init; } = "";

    public string CaCertificates { get; init; } = "";

    /// <summary>A Secret with the certificates, instead of files.</summary>
    public string CredentialName { get; init; } = "";

    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    public string Sni { get; init; } = "";

    public bool? InsecureSkipVerify { get; init; }

    public string CaCrl { get; init; } = "";

    internal static ClientTlsSettings Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<ClientTlsMode>("mode"),
        ClientCertificate = fields.Text("clientCertificate"),
        PrivateKey = fields.Text("privateKey"),
        CaCertificates = fields.Text("caCertificates"),
        CredentialName = fields.Text("credentialName"),
        SubjectAltNames = fields.Texts("subjectAltNames"),
        Sni = fields.Text("sni"),
        InsecureSkipVerify = fields.FlagOrNull("insecureSkipVerify"),
        CaCrl = fields.Text("caCrl"),
    };
}
