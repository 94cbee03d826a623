using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>One namespace's objects of one kind.</summary>
internal sealed class NamespaceConfigs<TSpec>
    where TSpec : class, IResourceSpec
{
    public static readonly NamespaceConfigs<TSpec> None = new(SegmentedList<Config<TSpec>>.Empty);

    private readonly Lazy<NameMap<Config<TSpec>>> _byName;

    private NamespaceConfigs(SegmentedList<Config<TSpec>> sorted)
    {
        Sorted = sorted;
        _byName = new(() => new(sorted.DistinctBy(config => config.Meta.Name, StringComparer.Ordinal).ToDictionary(config => config.Meta.Name, StringComparer.Ordinal)));
    }

    private NamespaceConfigs(SegmentedList<Config<TSpec>> sorted, NameMap<Config<TSpec>> byName)
    {
        Sorted = sorted;
        _byName = new(byName);
    }

    /// <summary>In order of precedence.</summary>
    public SegmentedList<Config<TSpec>> Sorted { get; }

    public Config<TSpec>? Find(string name) => _byName.Value.Find(name);

    /// <summary>The same after objects have gone and come.</summary>
    public NamespaceConfigs<TSpec> With(SegmentedList<Config<TSpec>> sorted, IReadOnlyList<Config<TSpec>> gone, IReadOnlyList<Config<TSpec>> come) =>
        !_byName.IsValueCreated
            ? new(sorted)
            : new(sorted, _byName.Value.With(gone
                .Select(config => KeyValuePair.Create(config.Meta.Name, (Config<TSpec>?)null))
                .Concat(come.Select(config => KeyValuePair.Create(config.Meta.Name, (Config<TSpec>?)config)))));
}
