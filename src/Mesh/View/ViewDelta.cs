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

    public bool IsEmpty => !GlobalsChanged && Namespaces.Count == 0;

    internal static ViewDelta Of(IReadOnlyList<SnapshotChange> changes, bool globalsChanged)
    {
        var kinds = new HashSet<ResourceKind>();
        var objects = new HashSet<ObjectReference>();
        var services = new HashSet<ServiceKey>();
        foreach (var change in changes)
        {
            AddObjects(change, kinds, objects);
            AddServices(change, services);
        }

        return new()
        {
            GlobalsChanged = globalsChanged,
            Namespaces = changes.Select(c => c.Namespace).ToFrozenSet(StringComparer.Ordinal),
            NamespacesDiffer = changes.Any(DiffersItself),
            Kinds = kinds,
            Objects = objects,
            Services = services,
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

    private static void AddServices(SnapshotChange change, HashSet<ServiceKey> services)
    {
        foreach (var changed in Differences(change.Before?.Services ?? [], change.After?.Services ?? []))
        {
            services.Add(changed.Key);
        }

        var before = change.Before?.Facts;
        var after = change.After?.Facts;
        if (ReferenceEquals(before, after))
        {
            return;
        }

        foreach (var key in (before?.Keys ?? []).Concat(after?.Keys ?? []))
        {
            if (!ReferenceEquals(before?.GetValueOrDefault(key), after?.GetValueOrDefault(key)))
            {
                services.Add(key);
            }
        }
    }

    private static IEnumerable<T> Differences<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : class
    {
        if (ReferenceEquals(before, after))
        {
            return [];
        }

        var differences = before.ToHashSet<T>(ReferenceEqualityComparer.Instance);
        differences.SymmetricExceptWith(after);
        return differences;
    }
}
