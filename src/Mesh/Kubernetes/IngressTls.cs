using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>Hosts and the Secret with their certificate.</summary>
public sealed record IngressTls
{
    /// <summary>Empty for every host.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public string SecretName { get; init; } = "";

    internal static IngressTls Read(FieldReader fields) => new()
    {
        Hosts = fields.Texts("hosts"),
        SecretName = fields.Text("secretName"),
    };
}
