using MeshActors.Actors.Contracts.Wire;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Snapshots;

/// <summary>
/// A namespace's snapshot that came whole, over the one that is held: what says the same stays the same instance, for all that
/// translation remembers is remembered by instance. A namespace whose owner moved changes nothing downstream.
/// </summary>
public static class SnapshotReuse
{
    public static NamespaceSnapshot Over(NamespaceSnapshot? held, NamespaceSnapshot whole)
    {
        if (held is null || ReferenceEquals(held, whole))
        {
            return whole;
        }

        var snapshot = whole with
        {
            Labels = LabelMatch.SameLabels(held.Labels, whole.Labels) ? held.Labels : whole.Labels,
            Annotations = LabelMatch.SameLabels(held.Annotations, whole.Annotations) ? held.Annotations : whole.Annotations,
            NetworkGateways = held.NetworkGateways.SequenceEqual(whole.NetworkGateways) ? held.NetworkGateways : whole.NetworkGateways,
            Objects = ObjectsOver(held.Objects, whole.Objects),
            Services = ServicesOver(held.Services, whole.Services),
            Facts = FactsOver(held.Facts, whole.Facts),
        };
        return IsSame(held, snapshot) ? held : snapshot;
    }

    private static IReadOnlyDictionary<ResourceKind, IReadOnlyList<MeshObject>> ObjectsOver(
        IReadOnlyDictionary<ResourceKind, IReadOnlyList<MeshObject>> held, IReadOnlyDictionary<ResourceKind, IReadOnlyList<MeshObject>> whole)
    {
        var objects = whole.ToDictionary(pair => pair.Key, pair => ListOver(held.GetValueOrDefault(pair.Key, []), pair.Value));
        return held.Count == objects.Count && objects.All(pair => ReferenceEquals(pair.Value, held.GetValueOrDefault(pair.Key))) ? held : objects;
    }

    private static IReadOnlyList<MeshObject> ListOver(IReadOnlyList<MeshObject> held, IReadOnlyList<MeshObject> whole)
    {
        var known = held.ToDictionary(item => item.Meta.Name, StringComparer.Ordinal);
        return SameOrNew(held, [.. whole.Select(item => known.TryGetValue(item.Meta.Name, out var own) && IsSame(own.Meta, item.Meta) ? own : item)]);
    }

    private static IReadOnlyList<Service> ServicesOver(IReadOnlyList<Service> held, IReadOnlyList<Service> whole)
    {
        var known = new Dictionary<ServiceKey, Service>(held.Count);
        foreach (var service in held)
        {
            known.TryAdd(service.Key, service);
        }

        return SameOrNew(
            held,
            [.. whole.Select(item => known.TryGetValue(item.Key, out var own) && ServiceBytes.Of(own).AsSpan().SequenceEqual(ServiceBytes.Of(item)) ? own : item)]);
    }

    private static IReadOnlyDictionary<ServiceKey, ServiceFacts> FactsOver(
        IReadOnlyDictionary<ServiceKey, ServiceFacts> held, IReadOnlyDictionary<ServiceKey, ServiceFacts> whole)
    {
        var facts = whole.ToDictionary(pair => pair.Key, pair => held.TryGetValue(pair.Key, out var own) && own.Equals(pair.Value) ? own : pair.Value);
        return held.Count == facts.Count && facts.All(pair => ReferenceEquals(pair.Value, held.GetValueOrDefault(pair.Key))) ? held : facts;
    }

    private static IReadOnlyList<T> SameOrNew<T>(IReadOnlyList<T> held, T[] next)
        where T : class => held.SequenceEqual(next, ReferenceEqualityComparer.Instance) ? held : next;

    // An object without a version, as from a file, is never known to be the same.
    private static bool IsSame(ObjectMeta left, ObjectMeta right) =>
        left.Uid == right.Uid && left.ResourceVersion == right.ResourceVersion && left.ResourceVersion.Length > 0;

    private static bool IsSame(NamespaceSnapshot left, NamespaceSnapshot right) =>
        ReferenceEquals(left.Labels, right.Labels)
        && ReferenceEquals(left.Annotations, right.Annotations)
        && ReferenceEquals(left.NetworkGateways, right.NetworkGateways)
        && ReferenceEquals(left.Objects, right.Objects)
        && ReferenceEquals(left.Services, right.Services)
        && ReferenceEquals(left.Facts, right.Facts);
}
