namespace MeshActors.Mesh.Security;

public enum MutualTlsMode
{
    Unset = 0,
    Disable = 1,
    Permissive = 2,
    Strict = 3,
}
