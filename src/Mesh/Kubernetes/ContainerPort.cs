using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A port that a container declares.</summary>
public sealed record ContainerPort
{
    public string Name { get; init; } = "";

    public int Port { get; init; }

    public string Protocol { get; init; } = "";

    public int HostPort { get; init; }

    internal static ContainerPort Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Port = fields.Int32("containerPort"),
        Protocol = fields.Text("protocol"),
        HostPort = fields.Int32("hostPort"),
    };
}
