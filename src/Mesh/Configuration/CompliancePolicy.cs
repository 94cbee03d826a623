namespace MeshActors.Mesh.Configuration;

/// <summary>Restrictions of TLS that go over every other setting (istiod's <c>COMPLIANCE_POLICY</c>).</summary>
public enum CompliancePolicy
{
    None,

    /// <summary>TLS 1.2 with a few ciphers.</summary>
    Fips1402,

    /// <summary>Envoy's own policy <c>FIPS_202205</c>.</summary>
    Fips1403,

    /// <summary>TLS 1.3 with key agreement that quantum computers do not break.</summary>
    PostQuantum,
}
