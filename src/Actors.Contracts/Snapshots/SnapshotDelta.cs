using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Snapshots;

/// <summary>
/// Change of a <see cref="SnapshotTopic"/>: what is new or gone against the snapshot before, which its reader holds. A namespace of
/// a thousand services costs each replica one service where one changed, on the link and in its view.
/// </summary>
public sealed record SnapshotDelta
{
    public required string Namespace { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required IReadOnlyList<NetworkGateway> NetworkGateways { get; init; }

    /// <summary>The kinds whose objects changed.</summary>
    public required IReadOnlyDictionary<ResourceKind, ListDelta<MeshObject>> Objects { get; init; }

    /// <summary>Null where no service changed.</summary>
    public ListDelta<Service>? Services { get; init; }

    public required IReadOnlyDictionary<ServiceKey, ServiceFacts> ChangedFacts { get; init; }

    public required IReadOnlyList<ServiceKey> RemovedFacts { get; init; }

    /// <summary>What new objects were parsed from; null on a replica that got the delta over the link.</summary>
    public ISnapshotSource? Source { get; init; }

    public static SnapshotDelta Between(NamespaceSnapshot before, NamespaceSnapshot after, ISnapshotSource? source = null) => new()
    {
        Namespace = after.Namespace,
        Labels = after.Labels,
        Annotations = after.Annotations,
        NetworkGateways = after.NetworkGateways,
        Objects = Between(before.Objects, after.Objects),
        Services = ReferenceEquals(before.Services, after.Services) ? null : ListDelta<Service>.Between(before.Services, after.Services),
        ChangedFacts = ReferenceEquals(before.Facts, after.Facts)
            ? new Dictionary<ServiceKey, ServiceFacts>()
            : after.Facts.Where(pair => !before.Facts.TryGetValue(pair.Key, out var held) || !held.Equals(pair.Value)).ToDictionary(),
        RemovedFacts = ReferenceEquals(before.Facts, after.Facts) ? [] : [.. before.Facts.Keys.Where(key => !after.Facts.ContainsKey(key))],
        Source = source,
    };

    /// <returns>the snapshot after, with every instance of the one held that did not change; null where the delta does not fit it</returns>
    public NamespaceSnapshot? ApplyTo(NamespaceSnapshot held)
    {
        var objects = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>(held.Objects);
        foreach (var (kind, delta) in Objects)
        {
            if (delta.ApplyTo(held.Objects.GetValueOrDefault(kind, [])) is not { } list)
            {
                return null;
            }

            objects[kind] = list;
            if (list.Count == 0)
            {
                objects.Remove(kind);
            }
        }

        return (Services is null ? held.Services : Services.ApplyTo(held.Services)) is not { } services
            ? null
            : held with
            {
                Labels = LabelMatch.SameLabels(held.Labels, Labels) ? held.Labels : Labels,
                Annotations = LabelMatch.SameLabels(held.Annotations, Annotations) ? held.Annotations : Annotations,
                NetworkGateways = held.NetworkGateways.SequenceEqual(NetworkGateways) ? held.NetworkGateways : NetworkGateways,
                Objects = Objects.Count == 0 ? held.Objects : objects,
                Services = services,
                Facts = FactsOver(held.Facts),
            };
    }

    private static Dictionary<ResourceKind, ListDelta<MeshObject>> Between(
        IReadOnlyDictionary<ResourceKind, IReadOnlyList<MeshObject>> before, IReadOnlyDictionary<ResourceKind, IReadOnlyList<MeshObject>> after)
    {
        var deltas = new Dictionary<ResourceKind, ListDelta<MeshObject>>();
        foreach (var kind in before.Keys.Union(after.Keys))
        {
            var (held, next) = (before.GetValueOrDefault(kind, []), after.GetValueOrDefault(kind, []));
            if (!ReferenceEquals(held, next) && !held.SequenceEqual(next, ReferenceEqualityComparer.Instance))
            {
                deltas[kind] = ListDelta<MeshObject>.Between(held, next);
            }
        }

        return deltas;
    }

    private IReadOnlyDictionary<ServiceKey, ServiceFacts> FactsOver(IReadOnlyDictionary<ServiceKey, ServiceFacts> held)
    {
        if (ChangedFacts.Count == 0 && RemovedFacts.Count == 0)
        {
            return held;
        }

        var facts = new Dictionary<ServiceKey, ServiceFacts>(held);
        foreach (var (service, changed) in ChangedFacts)
        {
            facts[service] = changed;
        }

        foreach (var service in RemovedFacts)
        {
            facts.Remove(service);
        }

        return facts;
    }
}
