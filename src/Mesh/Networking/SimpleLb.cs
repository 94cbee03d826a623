namespace MeshActors.Mesh.Networking;

/// <summary>Balancing algorithms without parameters.</summary>
public enum SimpleLb
{
    Unspecified = 0,
    LeastConn = 1,
    Random = 2,
    Passthrough = 3,
    RoundRobin = 4,
    LeastRequest = 5,
}
