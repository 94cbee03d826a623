namespace MeshActors.Mesh.Configuration;

/// <summary>Whether HTTP/1.1 becomes HTTP/2 by default.</summary>
public enum MeshH2UpgradePolicy
{
    DoNotUpgrade = 0,
    Upgrade = 1,
}
