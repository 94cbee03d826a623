namespace MeshActors.Mesh.Configuration;

public enum MeshOutboundTrafficPolicyMode
{
    RegistryOnly = 0,
    AllowAny = 1,
    AllowAnyDynamicDns = 3,
}
