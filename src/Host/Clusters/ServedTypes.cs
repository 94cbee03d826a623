using System.Collections.Frozen;
using MeshActors.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Host.Clusters;

/// <summary>In which version each kind is read. All versions of a kind have the same content, so the one that most clusters serve is taken.</summary>
internal static class ServedTypes
{
    private static readonly FrozenDictionary<ResourceKind, string> Versions = new Dictionary<ResourceKind, string>
    {
        [ResourceKinds.EnvoyFilter] = "v1alpha3",
        [ResourceKinds.ProxyConfig] = "v1beta1",
        [ResourceKinds.WasmPlugin] = "v1alpha1",
        [ResourceKinds.TrafficExtension] = "v1alpha1",
        [ResourceKinds.TcpRoute] = "v1alpha2",
        [ResourceKinds.ReferenceGrant] = "v1beta1",
    }.ToFrozenDictionary();

    public static ResourceType Of(ResourceKind kind) =>
        new(kind.Group, Versions.GetValueOrDefault(kind) ?? "v1", kind.Plural, kind.Kind, kind.Namespaced);
}
