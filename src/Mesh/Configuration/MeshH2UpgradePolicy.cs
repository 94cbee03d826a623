namespace MeshActors.Mesh.Configuration;

public enum MeshH2UpgradePolicy
{
    DoNotUpgrade = 0,
    Upgrade = 1,
}
