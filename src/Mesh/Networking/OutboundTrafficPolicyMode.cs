namespace MeshActors.Mesh.Networking;

public enum OutboundTrafficPolicyMode
{
    RegistryOnly = 0,
    AllowAny = 1,
}
