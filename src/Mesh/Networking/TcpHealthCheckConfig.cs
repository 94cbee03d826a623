using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A probe by a TCP connection.</summary>
public sealed record TcpHealthCheckConfig
{
    public string Host { get; init; } = "";

    public int Port { get; init; }

    internal static TcpHealthCheckConfig Read(FieldReader fields) => new()
    {
        Host = fields.Text("host"),
        Port = fields.Int32("port"),
    };
}
