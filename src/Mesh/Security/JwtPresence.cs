namespace MeshActors.Mesh.Security;

public enum JwtPresence
{
    Optional = 0,
    Required = 1,
}
