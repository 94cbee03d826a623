namespace MeshActors.Mesh.Extensions;

public enum PullPolicy
{
    UnspecifiedPolicy = 0,
    IfNotPresent = 1,
    Always = 2,
}
