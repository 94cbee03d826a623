using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>Which Sidecar applies to a proxy.</summary>
internal sealed class SidecarIndex(ConfigIndex<Sidecar> sidecars, string rootNamespace)
{
    private readonly Config<Sidecar>? _meshWide = sidecars.In(rootNamespace).FirstOrDefault(config => config.Spec.WorkloadSelector is null);

    /// <summary>
    /// The oldest one of the proxy's namespace that selects it by labels; else the oldest without a selector; else that of the
    /// root namespace without a selector. Routers have none.
    /// </summary>
    public ScopeKey KeyFor(ProxyNode node)
    {
        if (node.Type != ProxyType.Sidecar)
        {
            return new(node.Namespace, null, true);
        }

        Config<Sidecar>? forAll = null;
        foreach (var config in sidecars.In(node.Namespace))
        {
            if (config.Spec.WorkloadSelector is not { } selector)
            {
                forAll ??= config;
            }
            else if (LabelMatch.SubsetOf(selector.Labels, node.Labels))
            {
                return new(node.Namespace, config, false);
            }
        }

        return new(node.Namespace, forAll ?? _meshWide, false);
    }
}
