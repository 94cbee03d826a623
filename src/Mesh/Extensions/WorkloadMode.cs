namespace MeshActors.Mesh.Extensions;

public enum WorkloadMode
{
    Undefined = 0,
    Client = 1,
    Server = 2,
    ClientAndServer = 3,
}
