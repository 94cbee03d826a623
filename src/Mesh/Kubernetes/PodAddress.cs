using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>One address of a pod.</summary>
public sealed record PodAddress
{
    public string Ip { get; init; } = "";

    internal static PodAddress Read(FieldReader fields) => new()
    {
        Ip = fields.Text("ip"),
    };
}
