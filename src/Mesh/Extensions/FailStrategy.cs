namespace MeshActors.Mesh.Extensions;

public enum FailStrategy
{
    FailClose = 0,
    FailOpen = 1,
    FailReload = 2,
}
