namespace MeshActors.Mesh.Configuration;

/// <summary>Where traffic to undeclared ports goes.</summary>
public enum MeshInboundTrafficPolicyMode
{
    Passthrough = 0,
    Localhost = 1,
}
