using MeshActors.EnvoyApi;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Connections;

/// <summary>The types that streams may ask for, by their URL.</summary>
public static class XdsTypes
{
    public static string UrlOf(XdsType type) => type switch
    {
        XdsType.Cluster => TypeUrls.Cluster,
        XdsType.Endpoint => TypeUrls.Endpoint,
        XdsType.Listener => TypeUrls.Listener,
        XdsType.Route => TypeUrls.Route,
        XdsType.Secret => TypeUrls.Secret,
        XdsType.ExtensionConfig => TypeUrls.ExtensionConfig,
        _ => TypeUrls.NameTable,
    };

    /// <summary>The type, or null for one that is not served: such requests get no answer, as from istiod.</summary>
    public static XdsType? Find(string url) => url switch
    {
        TypeUrls.Cluster => XdsType.Cluster,
        TypeUrls.Endpoint => XdsType.Endpoint,
        TypeUrls.Listener => XdsType.Listener,
        TypeUrls.Route => XdsType.Route,
        TypeUrls.Secret => XdsType.Secret,
        TypeUrls.ExtensionConfig => XdsType.ExtensionConfig,
        TypeUrls.NameTable => XdsType.NameTable,
        _ => null,
    };
}
