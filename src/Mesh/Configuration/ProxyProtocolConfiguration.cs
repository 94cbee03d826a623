using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Whether connections begin with a PROXY protocol header; it has no settings.</summary>
public sealed record ProxyProtocolConfiguration
{
    internal static ProxyProtocolConfiguration Read(FieldReader _) => new();
}
