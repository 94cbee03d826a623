namespace MeshActors.Mesh.Networking;

public enum H2UpgradePolicy
{
    Default = 0,
    DoNotUpgrade = 1,
    Upgrade = 2,
}
