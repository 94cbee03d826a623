namespace MeshActors.Mesh.Networking;

public enum ProxyProtocolVersion
{
    V1 = 0,
    V2 = 1,
}
