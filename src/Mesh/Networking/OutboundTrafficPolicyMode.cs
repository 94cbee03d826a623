namespace MeshActors.Mesh.Networking;

/// <summary>What happens to traffic to unknown hosts.</summary>
public enum OutboundTrafficPolicyMode
{
    RegistryOnly = 0,
    AllowAny = 1,
}
