using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>All objects of one kind, by namespace and in the mesh's order of precedence.</summary>
internal abstract class ConfigIndex
{
    public abstract ResourceKind Kind { get; }

    /// <summary>The index after the changes; the same instance where no object of the kind changed.</summary>
    public abstract ConfigIndex Update(IReadOnlyList<SnapshotChange> changes);
}

/// <inheritdoc/>
internal sealed class ConfigIndex<TSpec> : ConfigIndex
    where TSpec : class, IResourceSpec
{
    public static readonly ConfigIndex<TSpec> Empty = new(SegmentedList<Config<TSpec>>.Empty, new Dictionary<string, NamespaceConfigs<TSpec>>());

    /// <summary>Up to how many objects are put in and taken out one by one.</summary>
    private const int Few = 32;

    private readonly IReadOnlyDictionary<string, NamespaceConfigs<TSpec>> _byNamespace;
    private readonly SegmentedList<Config<TSpec>> _all;

    private ConfigIndex(SegmentedList<Config<TSpec>> all, IReadOnlyDictionary<string, NamespaceConfigs<TSpec>> byNamespace)
    {
        _all = all;
        _byNamespace = byNamespace;
    }

    public override ResourceKind Kind => TSpec.Kind;

    public IReadOnlyList<Config<TSpec>> All => _all;

    public IEnumerable<string> Namespaces => _byNamespace.Keys;

    public IReadOnlyList<Config<TSpec>> In(string ns) => (_byNamespace.GetValueOrDefault(ns) ?? NamespaceConfigs<TSpec>.None).Sorted;

    public Config<TSpec>? Find(string ns, string name) => _byNamespace.GetValueOrDefault(ns)?.Find(name);

    public override ConfigIndex Update(IReadOnlyList<SnapshotChange> changes)
    {
        var touched = changes.Where(Touches).ToList();
        if (touched.Count == 0)
        {
            return this;
        }

        var byNamespace = new Dictionary<string, NamespaceConfigs<TSpec>>(_byNamespace);
        var removed = new List<Config<TSpec>>();
        var added = new List<Config<TSpec>>();
        foreach (var change in touched)
        {
            var before = _byNamespace.GetValueOrDefault(change.Namespace) ?? NamespaceConfigs<TSpec>.None;
            var (gone, come) = ListDifference.Of(Objects(change.Before), Objects(change.After));
            var (went, came) = (gone.Cast<Config<TSpec>>().ToList(), come.Cast<Config<TSpec>>().ToList());
            removed.AddRange(went);
            added.AddRange(came);
            if (Objects(change.After).Count > 0)
            {
                byNamespace[change.Namespace] = before.With(Replace(before.Sorted, went, came), went, came);
            }
            else
            {
                byNamespace.Remove(change.Namespace);
            }
        }

        return new ConfigIndex<TSpec>(Replace(_all, removed, added), byNamespace);
    }

    private static SegmentedList<Config<TSpec>> Replace(SegmentedList<Config<TSpec>> sorted, List<Config<TSpec>> gone, List<Config<TSpec>> come)
    {
        if (gone.Count + come.Count <= Few && sorted.Exchange(gone, come, ConfigOrder.Instance, ReferenceEquals) is { } exchanged)
        {
            return exchanged;
        }

        var removed = gone.ToHashSet<Config<TSpec>>(ReferenceEqualityComparer.Instance);
        return SegmentedList<Config<TSpec>>.Of(
            SortedLists.Replace<Config<TSpec>>(sorted, removed.Contains, SortedLists.Sort<Config<TSpec>>(come, ConfigOrder.Instance), ConfigOrder.Instance));
    }

    private static bool Touches(SnapshotChange change)
    {
        var before = Objects(change.Before);
        var after = Objects(change.After);
        return !ListStep.Between(before, after).IsEmpty;
    }

    private static IReadOnlyList<MeshObject> Objects(NamespaceSnapshot? snapshot) =>
        snapshot?.Objects.GetValueOrDefault(TSpec.Kind) ?? [];
}
