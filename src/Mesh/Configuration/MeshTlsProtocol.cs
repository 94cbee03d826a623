namespace MeshActors.Mesh.Configuration;

/// <summary>The TLS versions that the mesh may demand.</summary>
public enum MeshTlsProtocol
{
    TlsAuto = 0,
    TlsV1_2 = 1,
    TlsV1_3 = 2,
}
