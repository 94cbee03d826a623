using System.Collections.Frozen;
using MeshActors.Mesh.Extensions;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.Objects;

/// <summary>How the content of each kind is read.</summary>
internal static class SpecReaders
{
    private static readonly FrozenDictionary<ResourceKind, SpecReader> Readers = new SpecReader[]
    {
        InSpec(VirtualService.Read),
        InSpec(DestinationRule.Read),
        InSpec(Gateway.Read),
        AtRoot(ServiceEntry.ReadObject, "addresses"),
        AtRoot(WorkloadEntry.ReadObject, "conditions"),
        InSpec(WorkloadGroup.Read),
        InSpec(Sidecar.Read),
        InSpec(EnvoyFilter.Read),
        InSpec(ProxyConfig.Read),
        InSpec(PeerAuthentication.Read),
        InSpec(RequestAuthentication.Read),
        InSpec(AuthorizationPolicy.Read),
        InSpec(Telemetry.Telemetry.Read),
        InSpec(WasmPlugin.Read),
        InSpec(TrafficExtension.Read),
        AtRoot(KubernetesService.Read, "loadBalancer"),
        AtRoot(Pod.Read, "phase", "podIP", "podIPs", "conditions"),
        AtRoot(Node.Read, "addresses"),
        AtRoot(NamespaceSpec.Read, "phase"),
        AtRoot(EndpointSlice.Read),
        AtRoot(Secret.Read),
        AtRoot(ConfigMap.Read),
        AtRoot(Ingress.Read, "loadBalancer"),
        AtRoot(IngressClass.Read),
    }.ToFrozenDictionary(reader => reader.Kind);

    public static SpecReader? Find(ResourceKind kind) => Readers.GetValueOrDefault(kind);

    private static SpecReader InSpec<T>(Func<FieldReader, T> read)
        where T : class, IResourceSpec => AtRoot(root => read(root.Child("spec")));

    private static SpecReader AtRoot<T>(Func<FieldReader, T> read, params IReadOnlyList<string> statusFields)
        where T : class, IResourceSpec => new(
            T.Kind,
            statusFields,
            (root, meta, hash) => new Config<T> { Meta = meta, Spec = read(root), SpecHash = hash });
}
