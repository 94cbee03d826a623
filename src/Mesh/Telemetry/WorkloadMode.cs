namespace MeshActors.Mesh.Telemetry;

/// <summary>Directions of traffic as telemetry selects them.</summary>
public enum WorkloadMode
{
    ClientAndServer = 0,
    Client = 1,
    Server = 2,
}
