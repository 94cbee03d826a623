using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The clusters that a patch applies to; empty members match all.</summary>
public sealed record ClusterMatch
{
    public int PortNumber { get; init; }

    public string Service { get; init; } = "";

    public string Subset { get; init; } = "";

    public string Name { get; init; } = "";

    internal static ClusterMatch Read(FieldReader fields) => new()
    {
        PortNumber = fields.Int32("portNumber"),
        Service = fields.Text("service"),
        Subset = fields.Text("subset"),
        Name = fields.Text("name"),
    };
}
