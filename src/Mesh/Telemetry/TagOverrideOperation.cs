namespace MeshActors.Mesh.Telemetry;

/// <summary>What happens to a tag.</summary>
public enum TagOverrideOperation
{
    Upsert = 0,
    Remove = 1,
}
