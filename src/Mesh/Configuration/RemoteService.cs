using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A service that a proxy calls.</summary>
public sealed record RemoteService
{
    public string Address { get; init; } = "";

    public ClientTlsSettings? TlsSettings { get; init; }

    public TcpKeepalive? TcpKeepalive { get; init; }

    internal static RemoteService Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
        TlsSettings = fields.Message("tlsSettings", ClientTlsSettings.Read),
        TcpKeepalive = fields.Message("tcpKeepalive", TcpKeepalive.Read),
    };
}
