using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Whether to open connections with a PROXY protocol header.</summary>
public sealed record ProxyProtocol
{
    public ProxyProtocolVersion Version { get; init; }

    internal static ProxyProtocol Read(FieldReader fields) => new()
    {
        Version = fields.Enum<ProxyProtocolVersion>("version"),
    };
}
