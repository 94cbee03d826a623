namespace MeshActors.Mesh.Configuration;

/// <summary>What happens to traffic to unknown hosts.</summary>
public enum MeshOutboundTrafficPolicyMode
{
    RegistryOnly = 0,
    AllowAny = 1,
    AllowAnyDynamicDns = 3,
}
