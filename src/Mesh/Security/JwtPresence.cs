namespace MeshActors.Mesh.Security;

/// <summary>Whether a token has to be there.</summary>
public enum JwtPresence
{
    Optional = 0,
    Required = 1,
}
