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
    public static readonly ConfigIndex<TSpec> Empty = new([], new Dictionary<string, NamespaceConfigs<TSpec>>());

    private readonly IReadOnlyDictionary<string, NamespaceConfigs<TSpec>> _byNamespace;
    private readonly Config<TSpec>[] _all;

    private ConfigIndex(Config<TSpec>[] all, IReadOnlyDictionary<string, NamespaceConfigs<TSpec>> byNamespace)
    {
        _all = all;
        _byNamespace = byNamespace;
    }

    public override ResourceKind Kind => TSpec.Kind;

    public IReadOnlyList<Config<TSpec>> All => _all;

    public IEnumerable<string> Namespaces => _byNamespace.Keys;

    public IReadOnlyList<Config<TSpec>> In(string ns) => _byNamespace.GetValueOrDefault(ns)?.Sorted ?? [];

    public Config<TSpec>? Find(string ns, string name) => _byNamespace.GetValueOrDefault(ns)?.Find(name);

    public override ConfigIndex Update(IReadOnlyList<SnapshotChange> changes)
    {
        var touched = changes.Where(Touches).ToList();
        if (touched.Count == 0)
        {
            return this;
        }

        var byNamespace = new Dictionary<string, NamespaceConfigs<TSpec>>(_byNamespace);
        var removed = new HashSet<Config<TSpec>>(ReferenceEqualityComparer.Instance);
        var added = new List<Config<TSpec>>();
        foreach (var change in touched)
        {
            var before = _byNamespace.GetValueOrDefault(change.Namespace) ?? NamespaceConfigs<TSpec>.None;
            var after = Objects(change.After);
            var (gone, come) = ListDifference.Of(Objects(change.Before), after);
            removed.UnionWith(gone.Cast<Config<TSpec>>());
            added.AddRange(come.Cast<Config<TSpec>>());
            if (after.Count > 0)
            {
                byNamespace[change.Namespace] = new(SortedLists.Replace<Config<TSpec>>(
                    before.Sorted, gone.Contains, SortedLists.Sort<Config<TSpec>>(come.Cast<Config<TSpec>>(), ConfigOrder.Instance), ConfigOrder.Instance));
            }
            else
            {
                byNamespace.Remove(change.Namespace);
            }
        }

        return new ConfigIndex<TSpec>(
            SortedLists.Replace<Config<TSpec>>(_all, removed.Contains, SortedLists.Sort<Config<TSpec>>(added, ConfigOrder.Instance), ConfigOrder.Instance), byNamespace);
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
