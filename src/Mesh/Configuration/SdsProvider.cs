using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A secret discovery service outside the control plane.</summary>
public sealed record SdsProvider
{
    public string Name { get; init; } = "";

    public string Service { get; init; } = "";

    public int Port { get; init; }

    internal static SdsProvider Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
    };
}
