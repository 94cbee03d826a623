namespace MeshActors.Mesh.Configuration;

/// <summary>Sets of defaults for connections.</summary>
public enum ConnectionProfile
{
    Sidecar = 0,
    Edge = 1,
}
