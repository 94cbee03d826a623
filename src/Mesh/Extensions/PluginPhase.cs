namespace MeshActors.Mesh.Extensions;

/// <summary>Where a plugin stands in the filter chain.</summary>
public enum PluginPhase
{
    UnspecifiedPhase = 0,
    Authn = 1,
    Authz = 2,
    Stats = 3,
}
