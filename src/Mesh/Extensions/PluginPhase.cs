namespace MeshActors.Mesh.Extensions;

public enum PluginPhase
{
    UnspecifiedPhase = 0,
    Authn = 1,
    Authz = 2,
    Stats = 3,
}
