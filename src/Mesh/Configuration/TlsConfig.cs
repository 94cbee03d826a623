using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Limits of TLS.</summary>
public sealed record TlsConfig
{
    public MeshTlsProtocol MinProtocolVersion { get; init; }

    public IReadOnlyList<string> EcdhCurves { get; init; } = [];

    public IReadOnlyList<string> CipherSuites { get; init; } = [];

    internal static TlsConfig Read(FieldReader fields) => new()
    {
        MinProtocolVersion = fields.Enum<MeshTlsProtocol>("minProtocolVersion"),
        EcdhCurves = fields.Texts("ecdhCurves"),
        CipherSuites = fields.Texts("cipherSuites"),
    };
}
