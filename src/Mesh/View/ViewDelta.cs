using System.Collections.Frozen;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>What a view differs in from the one before. Added, changed and removed things count alike.</summary>
public sealed class ViewDelta
{
    private ViewDelta()
    {
    }

    /// <summary>True for the first view, and where mesh configuration, networks or other globals differ: anything may differ then.</summary>
    public bool GlobalsChanged { get; private init; }

    public IReadOnlySet<string> Namespaces { get; private init; } = FrozenSet<string>.Empty;

    /// <summary>Whether namespaces came or went, or their labels, annotations or network gateways differ.</summary>
    public bool NamespacesDiffer { get; private init; }

    public IReadOnlySet<ResourceKind> Kinds { get; private init; } = FrozenSet<ResourceKind>.Empty;

    public IReadOnlySet<ObjectReference> Objects { get; private init; } = FrozenSet<ObjectReference>.Empty;

    /// <summary>Services whose definition or whose endpoints' facts differ.</summary>
    public IReadOnlySet<ServiceKey> Services { get; private init; } = FrozenSet<ServiceKey>.Empty;

    /// <summary>Those of <see cref="Services"/> whose endpoints' facts differ.</summary>
    public IReadOnlySet<ServiceKey> Facts { get; private init; } = FrozenSet<ServiceKey>.Empty;

    public bool IsEmpty => !GlobalsChanged && Namespaces.Count == 0;

    internal static ViewDelta Of(IReadOnlyList<SnapshotChange> changes, bool globalsChanged)
    {
        var kinds = new HashSet<ResourceKind>();
        var objects = new HashSet<ObjectReference>();
        var services = new HashSet<ServiceKey>();
        var facts = new HashSet<ServiceKey>();
        foreach (var change in changes)
        {
            AddObjects(change, kinds, objects);
            AddFacts(change, facts);
            foreach (var changed in change.Services.Gone.Concat(change.Services.Come))
            {
                services.Add(changed.Key);
            }
        }

        services.UnionWith(facts);

        return new()
        {
            GlobalsChanged = globalsChanged,
            Namespaces = changes.Select(c => c.Namespace).ToFrozenSet(StringComparer.Ordinal),
            NamespacesDiffer = changes.Any(DiffersItself),
            Kinds = kinds,
            Objects = objects,
            Services = services,
            Facts = facts,
        };
    }

    private static bool DiffersItself(SnapshotChange change) =>
        change is not { Before: { } before, After: { } after }
        || !ReferenceEquals(before.Labels, after.Labels)
        || !ReferenceEquals(before.Annotations, after.Annotations)
        || !ReferenceEquals(before.NetworkGateways, after.NetworkGateways);

    private static void AddObjects(SnapshotChange change, HashSet<ResourceKind> kinds, HashSet<ObjectReference> objects)
    {
        IEnumerable<ResourceKind> all = [.. change.Before?.Objects.Keys ?? [], .. change.After?.Objects.Keys ?? []];
        foreach (var kind in all.Distinct())
        {
            var before = change.Before?.Objects.GetValueOrDefault(kind) ?? [];
            var after = change.After?.Objects.GetValueOrDefault(kind) ?? [];
            if (ReferenceEquals(before, after))
            {
                continue;
            }

            foreach (var changed in Differences(before, after))
            {
                kinds.Add(kind);
                objects.Add(new(kind.Kind, change.Namespace, changed.Meta.Name));
            }
        }
    }

    private static void AddFacts(SnapshotChange change, HashSet<ServiceKey> services)
    {
        var before = change.Before?.Facts;
        var after = change.After?.Facts;
        if (ReferenceEquals(before, after))
        {
            return;
        }

        // A dictionary made of the one before has nearly all keys in the same order, so that they need no look-up.
        using var known = (before ?? NoFacts).GetEnumerator();
        var more = known.MoveNext();
        List<ServiceKey> moved = [];
        foreach (var (key, facts) in after ?? NoFacts)
        {
            var earlier = more && known.Current.Key == key ? known.Current.Value : before?.GetValueOrDefault(key);
            if (!ReferenceEquals(earlier, facts))
            {
                services.Add(key);
            }

            if (more && known.Current.Key != key)
            {
                moved.Add(known.Current.Key);
            }

            more = more && known.MoveNext();
        }

        for (; more; more = known.MoveNext())
        {
            moved.Add(known.Current.Key);
        }

        services.UnionWith(moved.Where(key => after?.ContainsKey(key) != true));
    }

    private static readonly IReadOnlyDictionary<ServiceKey, ServiceFacts> NoFacts = FrozenDictionary<ServiceKey, ServiceFacts>.Empty;

    private static IEnumerable<T> Differences<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : class
    {
        var step = ListStep.Between(before, after);
        if (step.IsEmpty)
        {
            return [];
        }

        // What only stands in another place is no difference.
        var differences = before.Skip(step.Start).Take(step.Gone).ToHashSet<T>(ReferenceEqualityComparer.Instance);
        differences.SymmetricExceptWith(after.Skip(step.Start).Take(step.Come));
        return differences;
    }
}
