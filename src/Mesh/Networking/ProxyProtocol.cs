using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record ProxyProtocol
{
    public ProxyProtocolVersion Version { get; init; }

    internal static ProxyProtocol Read(FieldReader fields) => new()
    {
        Version = fields.Enum<ProxyProtocolVersion>("version"),
    };
}
