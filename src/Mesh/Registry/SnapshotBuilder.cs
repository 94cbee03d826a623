using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Registry;

/// <summary>Makes a namespace's snapshot; whatever part did not change is the one of the snapshot before.</summary>
internal static class SnapshotBuilder
{
    /// <summary>Kinds that the mesh view does not carry: they are compiled to services, or hold secrets and bulk.</summary>
    private static readonly HashSet<ResourceKind> NotCarried =
    [
        ResourceKinds.Service, ResourceKinds.Pod, ResourceKinds.EndpointSlice, ResourceKinds.Node, ResourceKinds.Namespace,
        ResourceKinds.Secret, ResourceKinds.ConfigMap, ResourceKinds.ServiceAccount, ResourceKinds.Deployment,
    ];

    private static readonly IReadOnlyDictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>> NoObjects =
        new Dictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>>();

    public static NamespaceSnapshot Build(
        string name,
        ObjectMeta ownNamespace,
        ClusterObjects? config,
        IReadOnlyList<Service> services,
        IReadOnlyDictionary<ServiceKey, ServiceFacts> facts,
        IReadOnlyList<NetworkGateway> gateways,
        NamespaceSnapshot? before)
    {
        var objects = Objects(config, before);
        var snapshot = new NamespaceSnapshot
        {
            Namespace = name,
            Labels = before is not null && LabelMatch.SameLabels(before.Labels, ownNamespace.Labels) ? before.Labels : ownNamespace.Labels,
            Annotations = before is not null && LabelMatch.SameLabels(before.Annotations, ownNamespace.Annotations)
                ? before.Annotations
                : ownNamespace.Annotations,
            Objects = before is not null && SameValues(before.Objects, objects) ? before.Objects : objects,
            Services = before is not null && KeptInstances.SameReferences(before.Services, services) ? before.Services : services,
            Facts = before is not null && SameValues(before.Facts, facts) ? before.Facts : facts,
            NetworkGateways = before is not null && before.NetworkGateways.SequenceEqual(gateways) ? before.NetworkGateways : gateways,
        };
        return before is not null && IsSame(before, snapshot) ? before : snapshot;
    }

    private static Dictionary<ResourceKind, IReadOnlyList<MeshObject>> Objects(ClusterObjects? config, NamespaceSnapshot? before)
    {
        var result = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>();
        foreach (var (kind, byName) in config?.Objects ?? NoObjects)
        {
            if (byName.Count == 0 || NotCarried.Contains(kind))
            {
                continue;
            }

            MeshObject[] list = [.. byName.Values.OrderBy(o => o.Meta.Name, StringComparer.Ordinal)];
            var known = before?.Objects.GetValueOrDefault(kind);
            result.Add(kind, known is not null && KeptInstances.SameReferences(known, list) ? known : list);
        }

        return result;
    }

    private static bool SameValues<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> left, IReadOnlyDictionary<TKey, TValue> right)
        where TKey : notnull
        where TValue : class =>
        ReferenceEquals(left, right)
        || (left.Count == right.Count && right.All(r => left.TryGetValue(r.Key, out var value) && ReferenceEquals(value, r.Value)));

    private static bool IsSame(NamespaceSnapshot left, NamespaceSnapshot right) =>
        left.Namespace == right.Namespace
        && ReferenceEquals(left.Labels, right.Labels)
        && ReferenceEquals(left.Annotations, right.Annotations)
        && ReferenceEquals(left.Objects, right.Objects)
        && ReferenceEquals(left.Services, right.Services)
        && ReferenceEquals(left.Facts, right.Facts)
        && ReferenceEquals(left.NetworkGateways, right.NetworkGateways);
}
