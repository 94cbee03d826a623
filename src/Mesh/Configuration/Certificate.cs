using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A certificate for the control plane to make; no longer used by Istio.</summary>
public sealed record Certificate
{
    public string SecretName { get; init; } = "";

    public IReadOnlyList<string> DnsNames { get; init; } = [];

    internal static Certificate Read(FieldReader fields) => new()
    {
        SecretName = fields.Text("secretName"),
        DnsNames = fields.Texts("dnsNames"),
    };
}
