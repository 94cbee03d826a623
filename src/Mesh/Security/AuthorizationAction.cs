namespace MeshActors.Mesh.Security;

public enum AuthorizationAction
{
    Allow = 0,
    Deny = 1,
    Audit = 2,
    Custom = 3,
}
