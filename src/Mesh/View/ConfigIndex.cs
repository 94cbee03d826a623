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
    public static readonly ConfigIndex<TSpec> Empty = new([], new Dictionary<string, Config<TSpec>[]>());

    private readonly IReadOnlyDictionary<string, Config<TSpec>[]> _byNamespace;

    private ConfigIndex(Config<TSpec>[] all, IReadOnlyDictionary<string, Config<TSpec>[]> byNamespace)
    {
        All = all;
        _byNamespace = byNamespace;
    }

    public override ResourceKind Kind => TSpec.Kind;

    public IReadOnlyList<Config<TSpec>> All { get; }

    public IEnumerable<string> Namespaces => _byNamespace.Keys;

    public IReadOnlyList<Config<TSpec>> In(string ns) => _byNamespace.GetValueOrDefault(ns) ?? [];

    public Config<TSpec>? Find(string ns, string name) => Array.Find(_byNamespace.GetValueOrDefault(ns) ?? [], c => c.Meta.Name == name);

    public override ConfigIndex Update(IReadOnlyList<SnapshotChange> changes)
    {
        var touched = changes.Where(Touches).ToList();
        if (touched.Count == 0)
        {
            return this;
        }

        var byNamespace = new Dictionary<string, Config<TSpec>[]>(_byNamespace);
        foreach (var change in touched)
        {
            if (Objects(change.After) is { Count: > 0 } objects)
            {
                byNamespace[change.Namespace] = SortedLists.Sort<Config<TSpec>>(objects.Cast<Config<TSpec>>(), ConfigOrder.Instance);
            }
            else
            {
                byNamespace.Remove(change.Namespace);
            }
        }

        var stale = touched.Select(c => c.Namespace).ToHashSet(StringComparer.Ordinal);
        var added = SortedLists.Sort<Config<TSpec>>(stale.SelectMany(ns => byNamespace.GetValueOrDefault(ns) ?? []), ConfigOrder.Instance);
        return new ConfigIndex<TSpec>(SortedLists.Replace<Config<TSpec>>(All, c => stale.Contains(c.Meta.Namespace), added, ConfigOrder.Instance), byNamespace);
    }

    private static bool Touches(SnapshotChange change)
    {
        var before = Objects(change.Before);
        var after = Objects(change.After);
        return !ReferenceEquals(before, after) && !before.SequenceEqual(after, ReferenceEqualityComparer.Instance);
    }

    private static IReadOnlyList<MeshObject> Objects(NamespaceSnapshot? snapshot) =>
        snapshot?.Objects.GetValueOrDefault(TSpec.Kind) ?? [];
}
