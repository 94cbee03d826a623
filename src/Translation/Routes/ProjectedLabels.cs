using System.Collections.Frozen;

namespace MeshActors.Translation.Routes;

/// <summary>Those of a proxy's labels that rules look at. Equal where names and values are.</summary>
internal sealed class ProjectedLabels : IEquatable<ProjectedLabels>
{
    private readonly ValueList<KeyValuePair<string, string>> _entries;

    private ProjectedLabels(ValueList<KeyValuePair<string, string>> entries)
    {
        _entries = entries;
        ByName = entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, string> ByName { get; }

    public static ProjectedLabels Of(IReadOnlyDictionary<string, string> labels, IReadOnlyList<string> names) => names.Count == 0
        ? None
        : new(ValueList.OfLabels(names.Where(labels.ContainsKey).Select(name => KeyValuePair.Create(name, labels[name]))));

    private static readonly ProjectedLabels None = new([]);

    public bool Equals(ProjectedLabels? other) => other is not null && _entries.Equals(other._entries);

    public override bool Equals(object? obj) => Equals(obj as ProjectedLabels);

    public override int GetHashCode() => _entries.GetHashCode();
}
