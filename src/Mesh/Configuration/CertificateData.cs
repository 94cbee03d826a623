using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Further roots of trust; either the certificates or where they are fetched.</summary>
public sealed record CertificateData
{
    public string? Pem { get; init; }

    public string? SpiffeBundleUrl { get; init; }

    public IReadOnlyList<string> CertSigners { get; init; } = [];

    public IReadOnlyList<string> TrustDomains { get; init; } = [];

    internal static CertificateData Read(FieldReader fields) => new()
    {
        Pem = fields.TextOrNull("pem"),
        SpiffeBundleUrl = fields.TextOrNull("spiffeBundleUrl"),
        CertSigners = fields.Texts("certSigners"),
        TrustDomains = fields.Texts("trustDomains"),
    };
}
