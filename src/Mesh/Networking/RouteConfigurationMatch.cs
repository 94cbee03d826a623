using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The route configurations that a patch applies to; empty members match all.</summary>
public sealed record RouteConfigurationMatch
{
    public int PortNumber { get; init; }

    public string PortName { get; init; } = "";

    public string Gateway { get; init; } = "";

    public VirtualHostMatch? Vhost { get; init; }

    public string Name { get; init; } = "";

    internal static RouteConfigurationMatch Read(FieldReader fields) => new()
    {
        PortNumber = fields.Int32("portNumber"),
        PortName = fields.Text("portName"),
        Gateway = fields.Text("gateway"),
        Vhost = fields.Message("vhost", VirtualHostMatch.Read),
        Name = fields.Text("name"),
    };
}
