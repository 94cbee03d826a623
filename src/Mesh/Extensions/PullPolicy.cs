namespace MeshActors.Mesh.Extensions;

/// <summary>When to fetch a module's image.</summary>
public enum PullPolicy
{
    UnspecifiedPolicy = 0,
    IfNotPresent = 1,
    Always = 2,
}
