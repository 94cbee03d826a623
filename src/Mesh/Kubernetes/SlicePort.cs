using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A port of a slice.</summary>
public sealed record SlicePort
{
    public string Name { get; init; } = "";

    public int? Port { get; init; }

    public string Protocol { get; init; } = "";

    public string? AppProtocol { get; init; }

    internal static SlicePort Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Port = fields.Int32OrNull("port"),
        Protocol = fields.Text("protocol"),
        AppProtocol = fields.TextOrNull("appProtocol"),
    };
}
