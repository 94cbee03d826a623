namespace MeshActors.Mesh.Networking;

/// <summary>How a server uses TLS.</summary>
public enum ServerTlsMode
{
    Passthrough = 0,
    Simple = 1,
    Mutual = 2,
    AutoPassthrough = 3,
    IstioMutual = 4,
    OptionalMutual = 5,
}
