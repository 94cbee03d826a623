using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>An external authority that signs workloads' certificates.</summary>
public sealed record CertificateAuthority
{
    public string Address { get; init; } = "";

    public ClientTlsSettings? TlsSettings { get; init; }

    public TimeSpan? RequestTimeout { get; init; }

    public bool IstiodSide { get; init; }

    internal static CertificateAuthority Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
        TlsSettings = fields.Message("tlsSettings", ClientTlsSettings.Read),
        RequestTimeout = fields.Duration("requestTimeout"),
        IstiodSide = fields.Flag("istiodSide"),
    };
}
