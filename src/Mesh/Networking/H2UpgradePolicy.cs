namespace MeshActors.Mesh.Networking;

/// <summary>Whether HTTP/1.1 towards a host becomes HTTP/2.</summary>
public enum H2UpgradePolicy
{
    Default = 0,
    DoNotUpgrade = 1,
    Upgrade = 2,
}
