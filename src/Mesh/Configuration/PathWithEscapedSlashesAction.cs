namespace MeshActors.Mesh.Configuration;

public enum PathWithEscapedSlashesAction
{
    PathWithEscapedSlashesUnspecified = 0,
    KeepUnchanged = 1,
    RejectRequest = 2,
    UnescapeAndRedirect = 3,
    UnescapeAndForward = 4,
}
