namespace MeshActors.Mesh.Configuration;

/// <summary>What happens to paths with escaped slashes.</summary>
public enum PathWithEscapedSlashesAction
{
    PathWithEscapedSlashesUnspecified = 0,
    KeepUnchanged = 1,
    RejectRequest = 2,
    UnescapeAndRedirect = 3,
    UnescapeAndForward = 4,
}
