namespace MeshActors.Mesh.Extensions;

public enum EnvValueSource
{
    Inline = 0,
    Host = 1,
}
