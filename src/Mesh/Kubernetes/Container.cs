using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>What the mesh reads of a container.</summary>
public sealed record Container
{
    public string Name { get; init; } = "";

    public string Image { get; init; } = "";

    /// <summary><c>Always</c> makes an init container a native sidecar.</summary>
    public string RestartPolicy { get; init; } = "";

    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    internal static Container Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Image = fields.Text("image"),
        RestartPolicy = fields.Text("restartPolicy"),
        Ports = fields.Messages("ports", ContainerPort.Read),
    };
}
