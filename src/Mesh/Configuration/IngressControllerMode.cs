namespace MeshActors.Mesh.Configuration;

/// <summary>Which Ingress objects are read.</summary>
public enum IngressControllerMode
{
    Unspecified = 0,
    Off = 1,
    Default = 2,
    Strict = 3,
}
