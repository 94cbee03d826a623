namespace MeshActors.Mesh.Networking;

public enum ClientTlsMode
{
    Disable = 0,
    Simple = 1,
    Mutual = 2,
    IstioMutual = 3,
}
