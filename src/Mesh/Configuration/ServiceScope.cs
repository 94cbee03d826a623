namespace MeshActors.Mesh.Configuration;

public enum ServiceScope
{
    Local = 0,
    Global = 1,
}
