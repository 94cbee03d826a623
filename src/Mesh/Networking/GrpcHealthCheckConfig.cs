using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A probe by the gRPC health protocol.</summary>
public sealed record GrpcHealthCheckConfig
{
    public int Port { get; init; }

    public string Service { get; init; } = "";

    internal static GrpcHealthCheckConfig Read(FieldReader fields) => new()
    {
        Port = fields.Int32("port"),
        Service = fields.Text("service"),
    };
}
