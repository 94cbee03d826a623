namespace MeshActors.Mesh.Extensions;

/// <summary>Directions of traffic as extensions select them.</summary>
public enum WorkloadMode
{
    Undefined = 0,
    Client = 1,
    Server = 2,
    ClientAndServer = 3,
}
