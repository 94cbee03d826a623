namespace MeshActors.Mesh.Networking;

/// <summary>TLS versions.</summary>
public enum TlsProtocol
{
    TlsAuto = 0,
    TlsV1_0 = 1,
    TlsV1_1 = 2,
    TlsV1_2 = 3,
    TlsV1_3 = 4,
}
