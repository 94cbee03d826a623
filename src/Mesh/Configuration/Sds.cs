using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The older settings of secret discovery.</summary>
public sealed record Sds
{
    public bool Enabled { get; init; }

    public string K8sSaJwtPath { get; init; } = "";

    internal static Sds Read(FieldReader fields) => new()
    {
        Enabled = fields.Flag("enabled"),
        K8sSaJwtPath = fields.Text("k8sSaJwtPath"),
    };
}
