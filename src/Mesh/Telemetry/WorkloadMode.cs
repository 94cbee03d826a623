namespace MeshActors.Mesh.Telemetry;

public enum WorkloadMode
{
    ClientAndServer = 0,
    Client = 1,
    Server = 2,
}
