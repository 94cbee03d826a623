namespace MeshActors.Mesh.Configuration;

public enum TraceContextOption
{
    UseB3 = 0,
    UseB3WithW3cPropagation = 1,
}
