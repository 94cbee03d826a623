namespace MeshActors.Mesh.Extensions;

/// <summary>The sort of filter that a module is.</summary>
public enum PluginType
{
    UnspecifiedPluginType = 0,
    Http = 1,
    Network = 2,
}
