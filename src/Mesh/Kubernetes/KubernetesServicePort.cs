using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A port of a Kubernetes Service.</summary>
public sealed record KubernetesServicePort
{
    public string Name { get; init; } = "";

    public int Port { get; init; }

    /// <summary>The transport: <c>TCP</c> (also where empty), <c>UDP</c> or <c>SCTP</c>.</summary>
    public string Protocol { get; init; } = "";

    public string? AppProtocol { get; init; }

    /// <summary>The container port: a number, a port name, or empty for the same as <see cref="Port"/>.</summary>
    public string TargetPort { get; init; } = "";

    public int NodePort { get; init; }

    internal static KubernetesServicePort Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Port = fields.Int32("port"),
        Protocol = fields.Text("protocol"),
        AppProtocol = fields.TextOrNull("appProtocol"),
        TargetPort = fields.NumberOrName("targetPort"),
        NodePort = fields.Int32("nodePort"),
    };
}
