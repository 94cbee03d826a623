namespace MeshActors.Mesh.Configuration;

public enum ConnectionProfile
{
    Sidecar = 0,
    Edge = 1,
}
