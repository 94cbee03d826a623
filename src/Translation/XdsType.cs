namespace MeshActors.Translation;

/// <summary>The resource types that are translated, in the order in which they are pushed.</summary>
public enum XdsType
{
    Cluster,
    Endpoint,
    Listener,
    Route,
    Secret,
    ExtensionConfig,
    NameTable,
}
