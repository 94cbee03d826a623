using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Limits of the connections to a host.</summary>
public sealed record ConnectionPoolSettings
{
    public TcpSettings? Tcp { get; init; }

    public HttpSettings? Http { get; init; }

    internal static ConnectionPoolSettings Read(FieldReader fields) => new()
    {
        Tcp = fields.Message("tcp", TcpSettings.Read),
        Http = fields.Message("http", HttpSettings.Read),
    };
}
