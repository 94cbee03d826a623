using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record ProxyProtocolConfiguration
{
    internal static ProxyProtocolConfiguration Read(FieldReader _) => new();
}
