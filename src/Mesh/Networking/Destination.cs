using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record Destination
{
    public string Host { get; init; } = "";

    public string Subset { get; init; } = "";

    public PortSelector? Port { get; init; }

    internal static Destination Read(FieldReader fields) => new()
    {
        Host = fields.Text("host"),
        Subset = fields.Text("subset"),
        Port = fields.Message("port", PortSelector.Read),
    };
}
