namespace MeshActors.Mesh.Networking;

/// <summary>The PROXY protocol's version.</summary>
public enum ProxyProtocolVersion
{
    V1 = 0,
    V2 = 1,
}
