using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Files of one certificate of a server.</summary>
public sealed record ServerTlsCertificate
{
    public string ServerCertificate { get; init; } = "";

    public string PrivateKey { get; init; } = "";

    public string CaCertificates { get; init; } = "";

    internal static ServerTlsCertificate Read(FieldReader fields) => new()
    {
        ServerCertificate = fields.Text("serverCertificate"),
        PrivateKey = fields.Text("privateKey"),
        CaCertificates = fields.Text("caCertificates"),
    };
}
