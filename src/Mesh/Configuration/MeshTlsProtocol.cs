namespace MeshActors.Mesh.Configuration;

public enum MeshTlsProtocol
{
    TlsAuto = 0,
    TlsV1_2 = 1,
    TlsV1_3 = 2,
}
