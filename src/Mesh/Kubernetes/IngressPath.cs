using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A path and where its requests go.</summary>
public sealed record IngressPath
{
    public string Path { get; init; } = "";

    /// <summary><c>Exact</c>, <c>Prefix</c> or <c>ImplementationSpecific</c>.</summary>
    public string PathType { get; init; } = "";

    public IngressBackend? Backend { get; init; }

    internal static IngressPath Read(FieldReader fields) => new()
    {
        Path = fields.Text("path"),
        PathType = fields.Text("pathType"),
        Backend = fields.Message("backend", IngressBackend.Read),
    };
}
