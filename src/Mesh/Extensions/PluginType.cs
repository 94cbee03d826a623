namespace MeshActors.Mesh.Extensions;

public enum PluginType
{
    UnspecifiedPluginType = 0,
    Http = 1,
    Network = 2,
}
