namespace MeshActors.Mesh.Extensions;

/// <summary>Where a variable's value comes from.</summary>
public enum EnvValueSource
{
    Inline = 0,
    Host = 1,
}
