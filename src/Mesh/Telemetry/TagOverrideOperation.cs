namespace MeshActors.Mesh.Telemetry;

public enum TagOverrideOperation
{
    Upsert = 0,
    Remove = 1,
}
