namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>The four kinds of patch of the Kubernetes API.</summary>
public enum PatchType
{
    Json,
    Merge,
    StrategicMerge,
    Apply,
}
