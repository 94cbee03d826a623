namespace MeshActors.Mesh.Configuration;

public enum Visibility
{
    VisibilityUnspecified = 0,
    None = 1,
    Namespace = 2,
    Public = 3,
}
