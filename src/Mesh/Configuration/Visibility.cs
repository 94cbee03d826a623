namespace MeshActors.Mesh.Configuration;

/// <summary>How far a service entry is seen.</summary>
public enum Visibility
{
    VisibilityUnspecified = 0,
    None = 1,
    Namespace = 2,
    Public = 3,
}
