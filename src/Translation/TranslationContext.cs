using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;

namespace MeshActors.Translation;

/// <summary>A proxy in a mesh: what translation starts from. Translators pick from it what their memo keys need.</summary>
public sealed record TranslationContext(ProxyNode Node, MeshView View, SidecarScope Scope)
{
    public static TranslationContext Of(ProxyNode node, MeshView view)
    {
        var known = view.Known(node);
        return new(known, view, view.ScopeOf(known));
    }
}
