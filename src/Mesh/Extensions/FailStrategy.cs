namespace MeshActors.Mesh.Extensions;

/// <summary>What happens to requests when a module fails.</summary>
public enum FailStrategy
{
    FailClose = 0,
    FailOpen = 1,
    FailReload = 2,
}
