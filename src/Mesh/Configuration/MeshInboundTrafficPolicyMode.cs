namespace MeshActors.Mesh.Configuration;

public enum MeshInboundTrafficPolicyMode
{
    Passthrough = 0,
    Localhost = 1,
}
