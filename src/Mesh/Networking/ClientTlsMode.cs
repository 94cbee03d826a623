namespace MeshActors.Mesh.Networking;

/// <summary>How a client uses TLS.</summary>
public enum ClientTlsMode
{
    Disable = 0,
    Simple = 1,
    Mutual = 2,
    IstioMutual = 3,
}
