using MeshActors.Mesh.Extensions;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Security;

namespace MeshActors.Translation.Extensions;

/// <summary>Which extensions a proxy has.</summary>
internal static class TrafficExtensions
{
    /// <summary>Those of a namespace that can be used, the oldest first.</summary>
    public static IReadOnlyList<TrafficExtensionObject> In(MeshView view, string ns)
    {
        var extensions = view.In<TrafficExtension>(ns);
        var plugins = view.In<WasmPlugin>(ns);
        return extensions.Count + plugins.Count == 0
            ? []
            :
            [
                .. extensions.Select(TrafficExtensionObject.Of)
                    .Concat(plugins.Select(TrafficExtensionObject.Of))
                    .Where(extension => extension.IsUsable)
                    .OrderBy(extension => extension.Source.Meta.CreationTimestamp ?? DateTimeOffset.MinValue)
                    .ThenBy(extension => extension.Name, StringComparer.Ordinal),
            ];
    }

    /// <summary>Those attached to a proxy, its own namespace's first.</summary>
    public static IReadOnlyList<TrafficExtensionObject> Of(ProxyNode node, MeshView view)
    {
        var root = view.RootNamespace;
        var own = In(view, node.Namespace);
        var shared = node.Namespace == root ? [] : In(view, root);
        if (own.Count + shared.Count == 0)
        {
            return [];
        }

        var proxy = PolicyAttachment.Of(node, view);
        return
        [
            .. own.Concat(shared).Where(extension =>
                proxy.Attaches(extension.Namespace, root, extension.Spec.Selector, extension.TargetRef, extension.Spec.TargetRefs)),
        ];
    }

    /// <summary>Whether the extension takes part in a listener.</summary>
    public static bool Matches(TrafficExtensionObject extension, ListenerClass listenerClass, int port)
    {
        var mode = listenerClass == ListenerClass.SidecarInbound ? WorkloadMode.Server : WorkloadMode.Client;
        return extension.Spec.Match.Count == 0 || extension.Spec.Match.Any(selector =>
            (selector.Mode is WorkloadMode.Undefined or WorkloadMode.ClientAndServer || selector.Mode == mode)
            && (selector.Ports.Count == 0 || selector.Ports.Any(selected => selected.Number != 0 && selected.Number == port)));
    }
}
