namespace MeshActors.Mesh.Configuration;

public enum IngressControllerMode
{
    Unspecified = 0,
    Off = 1,
    Default = 2,
    Strict = 3,
}
