namespace MeshActors.Mesh.Security;

/// <summary>What a policy does with the requests that it matches.</summary>
public enum AuthorizationAction
{
    Allow = 0,
    Deny = 1,
    Audit = 2,
    Custom = 3,
}
